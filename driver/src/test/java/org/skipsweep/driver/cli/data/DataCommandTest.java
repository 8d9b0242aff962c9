package org.skipsweep.driver.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.cli.Main;

class DataCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void list_showsEverySetAndWhetherItIsThere() {
        assertThat(run("list", "--data", folder.toString())).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "name              train/validation/test       download  state (file:" + folder + ")",
                        "strokes           10,000/2,000/2,000              none  built in",
                        "binarized-mnist   50,000/10,000/10,000        109.8 MB"
                                + "  not usable, see: sweep data check binarized-mnist",
                        "mnist             50,000/10,000/10,000         11.6 MB  not usable, see: sweep data check mnist",
                        "omniglot          22,345/2,000/8,070           unknown  not usable, see: sweep data check omniglot",
                        "yahoo             100,000/10,000/10,000        by hand  not usable, see: sweep data check yahoo",
                        "text              any                          by hand"
                                + "  files of your own, see: sweep data check text",
                        "grammar           2,000/320/1,000                 none  built in");
    }

    @Test
    void unknownName_isOneMessageAndExitCode2() {
        assertThat(run("fetch", "mnsit", "--data", folder.toString())).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "data set \"mnsit\" is not one of strokes, binarized-mnist, mnist, omniglot, yahoo, text, grammar");
    }

    @Test
    void builtIn_needsNoFetchAndNoCheck() {
        assertThat(run("fetch", "strokes")).isZero();
        assertThat(run("check", "strokes")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "strokes is built in: there is nothing to fetch",
                        "strokes is built in: there is nothing to check");
    }

    @Test
    void yahoo_cannotBeFetchedAndSaysWhereItComesFrom() {
        assertThat(run("fetch", "yahoo", "--data", folder.toString())).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("yahoo cannot be fetched: ")
                .contains("github.com/harvardnlp/DeepLatentNLP", "yahoo.train.txt, yahoo.valid.txt and yahoo.test.txt");
        assertThat(run("check", "yahoo", "--data", folder.toString())).isEqualTo(2);
        assertThat(out.toString().lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("missing    file:" + folder + "/yahoo/yahoo.train.txt.gz: not there; the corpus of Yang");
    }

    @Test
    void textOfOnesOwn_isCheckedWhenASweepReadsIt() {
        assertThat(run("check", "text")).isZero();
        assertThat(out.toString()).startsWith("text: files of your own, one document per line, that a sweep names by");
    }

    @Test
    void checkOfRealYahoo_countsIt() {
        String data = System.getenv("SKIP_SWEEP_DATA");
        assumeTrue(data != null, "SKIP_SWEEP_DATA does not name a folder with the real data sets");
        run("check", "yahoo", "--data", data);
        assertThat(out.toString())
                .contains(
                        "10,000 documents, 790,680 words, 17,044 different, 33,582 _UNK, 20 to 200 words each",
                        "10,000 documents, 788,673 words, 17,024 different, 33,081 _UNK, 20 to 200 words each",
                        "published  file:" + data + "/yahoo/yahoo.valid.txt.gz: contents as published, git blob 4f76");
    }

    @Test
    void invalidRoot_isOneMessageAndExitCode2() {
        assertThat(run("check", "mnist", "--data", "hdfs://a b")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("--data hdfs://a b: not a path or URI (Illegal character in authority at index 7:"
                        + " hdfs://a b)");
    }

    @Test
    void unknownFileSystem_isOneMessageAndExitCode2() {
        assertThat(run("check", "mnist", "--data", "nofs://host/x")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("nofs://host/x/mnist/train-images-idx3-ubyte.gz: cannot be read:"
                        + " No FileSystem for scheme \"nofs\"");
    }

    @Test
    void fromOtherScheme_isOneMessageAndExitCode2() {
        assertThat(run("fetch", "mnist", "--data", folder.toString(), "--from", "ftp://host/x"))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("--from ftp://host/x: expected an address that starts with http:// or https://");
    }

    @Test
    void checkOfNothing_namesEveryFileAndExitsWith2() {
        assertThat(run("check", "mnist", "--data", folder.toString())).isEqualTo(2);
        assertThat(out.toString().lines())
                .hasSize(4)
                .first()
                .isEqualTo("missing    file:" + folder
                        + "/mnist/train-images-idx3-ubyte.gz: not there; to fetch it: sweep data fetch mnist --data file:"
                        + folder);
    }

    @Test
    void fetchThenCheck_ofRealMnistOverHttp() throws IOException {
        String data = System.getenv("SKIP_SWEEP_DATA");
        assumeTrue(data != null, "SKIP_SWEEP_DATA does not name a folder with the real data sets");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mirror/", exchange -> {
            String name = exchange.getRequestURI().getPath().substring("/mirror/".length());
            byte[] bytes = Files.readAllBytes(Path.of(data, "mnist", name));
            exchange.sendResponseHeaders(200, bytes.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        });
        server.start();
        try {
            String mirror = "http://127.0.0.1:" + server.getAddress().getPort() + "/mirror";
            assertThat(run("fetch", "mnist", "--data", folder.toString(), "--from", mirror))
                    .isZero();
        } finally {
            server.stop(0);
        }
        assertThat(out.toString()).contains("mnist/train-images-idx3-ubyte.gz: fetched, SHA-256 as published");
        assertThat(run("check", "mnist", "--data", folder.toString())).isZero();
        assertThat(run("list", "--data", folder.toString())).isZero();
        assertThat(out.toString()).contains("11.6 MB  present");
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("data"), Stream.of(arguments)).toArray(String[]::new));
    }
}
