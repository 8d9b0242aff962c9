package org.skipsweep.driver.export.mlflow;

import java.net.URI;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;
import org.skipsweep.driver.message.RootCause;
import org.skipsweep.driver.message.UserError;

/**
 * What an answer that is none means to the person who gave the address.
 *
 * @param server the address
 */
record Refusals(URI server) {
    private static final String EXAMPLE = "http://localhost:5000";
    private static final int LONGEST = 300;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /** A status that is not good. */
    UserError of(int status, String body) {
        String said = body == null ? "" : body.strip();
        String shown = said.substring(0, Math.min(LONGEST, said.length())).replaceAll("\\s+", " ");
        return new UserError(
                switch (status) {
                    case UNAUTHORIZED, FORBIDDEN -> "--tracking-uri " + server + ": the server refuses (" + status
                            + "); set " + Credentials.TOKEN + ", or " + Credentials.USERNAME + " and "
                            + Credentials.PASSWORD + ", to what it takes";
                    case NOT_FOUND -> "--tracking-uri " + server
                            + ": no MLflow tracking server answers here (404); expected"
                            + " its address as the browser has it, without what stands behind #, such as " + EXAMPLE;
                    default -> "--tracking-uri " + server + ": the server answers with " + status
                            + (shown.isEmpty() ? "" : ": " + shown);
                });
    }

    /** What MLflow's client threw. */
    UserError of(MlflowClientException error) {
        if (error instanceof MlflowHttpException answer) {
            return of(answer.getStatusCode(), answer.getBodyMessage());
        }
        return unreachable(error);
    }

    /** No answer, or none that can be understood. */
    UserError unreachable(Exception error) {
        return new UserError(
                "--tracking-uri " + server + ": no MLflow tracking server answers here (" + RootCause.message(error)
                        + "); start one with `mlflow server`, or give the address of one, such as " + EXAMPLE,
                error);
    }
}
