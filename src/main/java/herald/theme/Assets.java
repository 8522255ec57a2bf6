package herald.theme;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A theme's style sheet, script and pictures; a file listed in {@code theme.properties} is put together from its parts. */
final class Assets {
    private static final String FOLDER = "assets/";
    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "jpg", "image/jpeg",
            "webp", "image/webp",
            "ico", "image/x-icon",
            "woff2", "font/woff2");

    private final ThemeFiles files;
    private final Map<String, Asset> made = new ConcurrentHashMap<>();

    Assets(ThemeFiles files) {
        this.files = files;
    }

    /** @param name as the theme calls it, {@code page.css} */
    Asset get(String name) {
        return made.computeIfAbsent(name, this::make);
    }

    private Asset make(String name) {
        var dot = name.lastIndexOf('.');
        var ending = name.substring(dot + 1);
        var contentType = CONTENT_TYPES.get(ending);
        if (dot < 1 || contentType == null) {
            throw new ThemeException(FOLDER + name, 0, "not a kind of file a page needs", null);
        }
        var bytes = ending.equals("css") ? slim(read(name)) : read(name);
        return new Asset(name.substring(0, dot) + "." + hash(bytes) + "." + ending, contentType, bytes);
    }

    private byte[] read(String name) {
        var parts = files.setting("bundle." + name).orElse(name).strip().split("[,\\s]+");
        var whole = new ByteArrayOutputStream();
        for (var part : parts) {
            whole.writeBytes(files.read(FOLDER + part)
                    .orElseThrow(() -> new ThemeException(FOLDER + part, 0, "there is no such file", null)));
        }
        return whole.toByteArray();
    }

    /** Without comments and indentation: the first 14 kB of a page are what a bad network delivers at once. */
    private static byte[] slim(byte[] css) {
        return new String(css, StandardCharsets.UTF_8)
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("\\s*\\n\\s*", "\n")
                .replaceAll("(?<=[{};,])\\n|\\n(?=})", "")
                .strip()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
