package herald.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The console's style sheet, script and picture, each under a name with its content's hash; the only things a browser may keep. */
@Controller("/console/assets")
class ConsoleAssets {

    private static final String FOLDER = "console/assets/";
    private static final List<String> STYLES = List.of(
            "tokens.css",
            "base.css",
            "frame.css",
            "form.css",
            "card.css",
            "status.css",
            "composer.css",
            "timeline.css",
            "appearance.css");

    private record Asset(String contentType, byte[] bytes) {}

    private final Map<String, Asset> byName = new TreeMap<>();
    private final String style;
    private final String script;
    private final String icon;

    ConsoleAssets() {
        style = add("console", "css", "text/css; charset=utf-8", STYLES);
        script = add("console", "js", "text/javascript; charset=utf-8", List.of("console.js"));
        icon = add("icon", "svg", "image/svg+xml", List.of("icon.svg"));
    }

    String style() {
        return style;
    }

    String script() {
        return script;
    }

    String icon() {
        return icon;
    }

    @Get("/{name}")
    HttpResponse<byte[]> asset(@PathVariable String name) {
        var asset = byName.get(name);
        return asset == null
                ? HttpResponse.notFound()
                : HttpResponse.ok(asset.bytes())
                        .header(HttpHeaders.CONTENT_TYPE, asset.contentType())
                        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
    }

    private String add(String name, String ending, String contentType, List<String> parts) {
        var whole = new ByteArrayOutputStream();
        parts.forEach(part -> whole.writeBytes(read(part)));
        var served = name + "." + hash(whole.toByteArray()) + "." + ending;
        byName.put(served, new Asset(contentType, whole.toByteArray()));
        return "/console/assets/" + served;
    }

    private static byte[] read(String file) {
        try (var stream = ConsoleAssets.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
            if (stream == null) {
                throw new IllegalStateException("missing in the jar: " + FOLDER + file);
            }
            return stream.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
