package herald.theme.upload;

import herald.theme.Finding;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Whether a file is what its name says, and nothing besides. */
final class Contents {

    private static final int LARGEST_TEXT = 256 << 10;

    private Contents() {}

    static void check(String path, byte[] bytes, Findings findings) {
        switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "png", "jpg", "webp", "ico", "woff2" -> Pictures.check(path, bytes, findings);
            case "svg" -> text(path, bytes, findings, Svg::check);
            case "css" -> text(path, bytes, findings, Css::check);
            case "properties" -> text(path, bytes, findings, Contents::checkProperties);
            default -> text(path, bytes, findings, (_, _, _) -> {});
        }
    }

    private interface TextCheck {
        void check(String path, String text, Findings findings);
    }

    private static void text(String path, byte[] bytes, Findings findings, TextCheck check) {
        if (bytes.length > LARGEST_TEXT) {
            findings.add(path, "it is longer than " + LARGEST_TEXT / 1024 + " kB.", "Part it, or shorten it.");
            return;
        }
        var text = decoded(bytes);
        if (text == null) {
            findings.add(path, "it is not text in UTF-8.", "Save it as UTF-8.");
            return;
        }
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
            } else if (c < ' ' && c != '\t' && c != '\r' && c != '\f') {
                findings.add(new Finding(
                        path, line, "it holds the control character U+%04X.".formatted((int) c), "Take it out."));
                return;
            }
        }
        check.check(path, text, findings);
    }

    private static @Nullable String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    private static void checkProperties(String path, String text, Findings findings) {
        try {
            new Properties().load(new StringReader(text));
        } catch (IOException | IllegalArgumentException broken) {
            findings.add(
                    path,
                    "it cannot be read: " + broken.getMessage(),
                    "A backslash begins an escape such as \\u00E9; write letters as they are.");
        }
    }
}
