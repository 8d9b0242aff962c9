package org.skipsweep.driver.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.skipsweep.models.data.file.StoredFile;

/**
 * The page, self-contained. Its only foreign text is the state of the output, as JSON in which no {@code <} stands, in an element
 * that no browser runs; scripts put it into the page as text, never as markup. The page's policy lets no script run but these and lets
 * none of them reach another host.
 */
public final class ReportPage {
    private static final List<String> SCRIPTS = List.of(
            "numbers",
            "elements",
            "data",
            "series",
            "header",
            "claims",
            "collapse",
            "dimensions",
            "curves",
            "tables",
            "trials",
            "trial",
            "evidence",
            "live",
            "page");

    private final String reach;
    private final String live;

    private ReportPage(String reach, String live) {
        this.reach = reach;
        this.live = live;
    }

    /** A file that reaches nothing. */
    public static ReportPage file() {
        return new ReportPage("'none'", "");
    }

    /** A page that asks the server that it came from for what is new. */
    public static ReportPage served() {
        return new ReportPage("'self'", " data-live");
    }

    /** The page as HTML in UTF-8, with the state that {@link OutputView#changes} gives for version 0. */
    public byte[] render(JsonNode state) {
        String d3 = resource("vendor/d3.min.js");
        String plot = resource("vendor/plot.umd.min.js");
        String script = SCRIPTS.stream()
                .map(name -> resource("script/" + name + ".js"))
                .collect(Collectors.joining("\n", "(() => {\n'use strict';\n", "})();\n"));
        String page = resource("page.html");
        // Last what may hold anything: nothing is replaced in it any more.
        return page.replace("{{live}}", live)
                .replace("{{policy}}", policy(List.of(d3, plot, script)))
                .replace("{{style}}", resource("page.css"))
                .replace("{{d3}}", d3)
                .replace("{{plot}}", plot)
                .replace("{{script}}", script)
                .replace("{{state}}", state.toString().replace("<", "\\u003c"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String policy(List<String> scripts) {
        return "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; connect-src "
                + reach
                + "; script-src "
                + scripts.stream().map(ReportPage::hash).collect(Collectors.joining(" "));
    }

    private static String hash(String script) {
        byte[] hash = StoredFile.newSha256().digest(script.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    }

    private static String resource(String name) {
        try (InputStream stream = ReportPage.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing in the build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }
}
