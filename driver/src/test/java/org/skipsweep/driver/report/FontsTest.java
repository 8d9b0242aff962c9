package org.skipsweep.driver.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.message.UserError;

class FontsTest {
    @TempDir
    private Path folder;

    /** Draws a sheet of one image, as a process of its own. */
    static final class Draw {
        private Draw() {}

        public static void main(String... arguments) {
            try {
                SampleSheet.Block block = new SampleSheet.Block("one", new float[][] {{0, 1, 1, 0}}, 1);
                System.out.println(new SampleSheet(2, 2, List.of(block)).png().length > 0 ? "drawn" : "empty");
            } catch (UserError e) {
                System.out.println(e.problems());
            }
        }
    }

    @Test
    void sansSerif_fonts_inTheSizeWanted() {
        assertThat(Fonts.sansSerif(Font.BOLD, 16)).isEqualTo(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    }

    @Test
    void picture_javaFindsFonts_drawn() throws Exception {
        assertThat(draw(Map.of())).isEqualTo("drawn");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void picture_javaFindsNoFonts_saysWhatToInstall() throws Exception {
        Path configuration = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
        assertThat(draw(Map.of("FONTCONFIG_FILE", configuration.toString())))
                .startsWith("[pictures need a font, and Java finds none here (")
                .endsWith(
                        "): install fontconfig and a font, such as the packages fontconfig and fonts-dejavu-core of Debian;"
                                + " what was computed is kept, and the same command draws it then]");
    }

    /** @param environment what the process gets besides this one's; Java's list of fonts is in its home folder, which is new */
    private String draw(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-Duser.home=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Draw.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
    }
}
