package herald.console;

import herald.appearance.ThemeGallery;
import herald.theme.Asset;
import herald.theme.Samples;
import herald.theme.Theme;
import herald.theme.ThemeException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a theme draws, for staff's eyes, shut in so that a hostile one reaches nothing: the browser gives it no origin, no script, no
 * form and no network. Whatever it needs stands in the document itself, for without an origin it could fetch nothing of staff's.
 */
@Singleton
class ThemeFrame {

    private static final String ASSETS = "/assets/";
    private static final String POLICY = "sandbox; default-src 'none'; style-src data:; img-src data:; font-src data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private final ThemeGallery gallery;

    ThemeFrame(ThemeGallery gallery) {
        this.gallery = gallery;
    }

    /** The names of the samples, as people look at them; the first four are a page's four states. */
    List<String> samples(String theme, String language) {
        return new Samples(open(theme), language, ASSETS).names();
    }

    /** Empty when there is no such sample. What a broken theme cannot draw is said in plain text. */
    Optional<MutableHttpResponse<String>> show(String name, String sample, String language) {
        try {
            var theme = open(name);
            var samples = new Samples(theme, language, ASSETS);
            return samples.get(sample)
                    .map(samples::html)
                    .map(html -> answer(HttpStatus.OK, "html", whole(theme.allAssets(), html)));
        } catch (ThemeException broken) {
            return Optional.of(
                    answer(HttpStatus.UNPROCESSABLE_ENTITY, "plain", "It cannot be drawn: " + broken.getMessage()));
        }
    }

    private Theme open(String name) {
        return Theme.onTrial(gallery.open(name));
    }

    private static MutableHttpResponse<String> answer(HttpStatus status, String type, String body) {
        return HttpResponse.<String>status(status)
                .body(body)
                .contentType("text/" + type + ";charset=utf-8")
                .header("Content-Security-Policy", POLICY);
    }

    private static String whole(List<Asset> assets, String html) {
        var whole = PreviewScreen.still(html);
        for (var asset : assets) {
            var content = asset.bytes();
            if (asset.contentType().startsWith("text/css")) {
                var css = new String(content, StandardCharsets.UTF_8);
                for (var used : assets) {
                    css = css.replace(used.path(), data(used.contentType(), used.bytes()));
                }
                content = css.getBytes(StandardCharsets.UTF_8);
            }
            whole = whole.replace(ASSETS + asset.path(), data(asset.contentType(), content));
        }
        return whole;
    }

    private static String data(String contentType, byte[] bytes) {
        return "data:" + contentType.replace(" ", "") + ";base64,"
                + Base64.getEncoder().encodeToString(bytes);
    }
}
