package org.skipsweep.driver.cli.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.skipsweep.models.study.TextSamples;
import org.skipsweep.models.study.TextSamples.Interpolation;
import org.skipsweep.models.study.TextSamples.Reconstruction;

/**
 * What a model of text writes, for people and for programs.
 *
 * @param trial id of the trial
 * @param samples what it wrote
 */
record TextSampleSheet(String trial, TextSamples samples) {

    /** Prints sections of text, a document a line. */
    void print(PrintWriter out) {
        if (!samples.reconstructions().isEmpty()) {
            out.println("# test documents of trial " + trial
                    + ", and below each the likeliest words given its posterior mean");
            for (Reconstruction reconstruction : samples.reconstructions()) {
                out.println();
                out.println("document  " + reconstruction.document());
                out.println("likeliest " + reconstruction.text());
            }
            out.println();
        }
        if (!samples.samples().isEmpty()) {
            out.println("# samples of trial " + trial
                    + (samples.reconstructions().isEmpty()
                            ? ", word by word"
                            : ": z from the prior, then word by word"));
            out.println();
            samples.samples().forEach(out::println);
        }
        samples.interpolation().ifPresent(interpolation -> {
            if (!samples.samples().isEmpty()) {
                out.println();
            }
            print(interpolation, out);
        });
        out.flush();
    }

    private static void print(Interpolation interpolation, PrintWriter out) {
        out.println("# from one test document to another, in equal steps between their posterior means");
        out.println();
        out.println("from      " + interpolation.from());
        interpolation.texts().forEach(text -> out.println("likeliest " + text));
        out.println("to        " + interpolation.to());
    }

    /** All of it as a JSON object. */
    byte[] json() throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("trial", trial);
        ArrayNode reconstructions = json.putArray("reconstructions");
        samples.reconstructions().forEach(reconstruction -> reconstructions
                .addObject()
                .put("document", reconstruction.document())
                .put("likeliest", reconstruction.text()));
        add(json.putArray("samples"), samples.samples());
        samples.interpolation().ifPresent(interpolation -> {
            ObjectNode node = json.putObject("interpolation")
                    .put("from", interpolation.from())
                    .put("to", interpolation.to());
            add(node.putArray("likeliest"), interpolation.texts());
        });
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }

    private static void add(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
