package org.skipsweep.driver.sweep.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The text of a sweep file: UTF-8, or refused by the name of what it seems to be instead. */
final class SweepText {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String REMEDY = "; sweep files are UTF-8, save it as that";

    private static final int MOST_BYTES = 1 << 24;

    private SweepText() {}

    /**
     * The text of a file.
     *
     * @throws IOException if it cannot be read, has more than 16 MB or is no text in UTF-8
     */
    static String read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("it has more than 16 MB, which no sweep file has");
        }
        return decoded(bytes);
    }

    /**
     * @param bytes the file
     * @throws IOException if they are no text in UTF-8
     */
    static String decoded(byte[] bytes) throws IOException {
        if (begins(bytes, 0xFF, 0xFE) || begins(bytes, 0xFE, 0xFF)) {
            throw new IOException("it is UTF-16" + REMEDY);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(foreign(bytes) + REMEDY, e);
        }
        if (text.indexOf('\0') >= 0) {
            throw new IOException(
                    "line " + (1 + text.substring(0, text.indexOf('\0')).lines().count())
                            + " holds a zero byte, as in UTF-16 or a file that is no text" + REMEDY);
        }
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static boolean begins(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    /** Where the first line is that does not decode. */
    private static String foreign(byte[] bytes) {
        int line = 1;
        int from = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                if (!decodes(Arrays.copyOfRange(bytes, from, i))) {
                    return "line " + line + " is not UTF-8, perhaps ISO-8859-1 or Windows-1252";
                }
                line++;
                from = i + 1;
            }
        }
        return "it is not UTF-8";
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
