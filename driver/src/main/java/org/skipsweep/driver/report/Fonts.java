package org.skipsweep.driver.report;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import org.skipsweep.driver.message.RootCause;
import org.skipsweep.driver.message.UserError;

/** Fonts for pictures, which small server images often lack. */
final class Fonts {
    private Fonts() {}

    /**
     * A font without serifs.
     *
     * @param style of {@link Font}
     * @throws UserError if this machine has no font, or Java cannot find it
     */
    static Font sansSerif(int style, int size) {
        Font font = new Font(Font.SANS_SERIF, style, size);
        try {
            font.getStringBounds("x", new FontRenderContext(null, true, true));
        } catch (LinkageError | InternalError | RuntimeException e) {
            throw missing(e);
        } catch (Error e) {
            // Java says that there are no fonts by an Error of no special kind.
            if (e.getClass() != Error.class) {
                throw e;
            }
            throw missing(e);
        }
        return font;
    }

    private static UserError missing(Throwable cause) {
        return new UserError(
                "pictures need a font, and Java finds none here (" + RootCause.message(cause)
                        + "): install fontconfig and a font,"
                        + " such as the packages fontconfig and fonts-dejavu-core of Debian; what was computed is kept,"
                        + " and the same command draws it then",
                cause);
    }
}
