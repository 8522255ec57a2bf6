package herald.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.publish.Caching;
import herald.publish.Document;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeadersTest {
    @Test
    void aPageLoadsItsOwnFontsAndPicturesAndNothingElse() {
        var policy = policy("/");
        assertTrue(policy.startsWith("default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self';"), policy);
        assertFalse(policy.contains("unsafe"), policy);
    }

    @Test
    void aThemesPictureOpenedByItselfRunsNothing() {
        var policy = policy("/assets/logo.0f3a9c21d4.svg");
        assertTrue(policy.contains("default-src 'none'") && policy.contains("sandbox"), policy);
        assertFalse(policy.contains("script-src"), policy);
        assertEquals(policy("/"), policy("/assets/page.0f3a9c21d4.css"));
    }

    private static String policy(String path) {
        var document = Document.of("text/plain", Caching.ASSET, "x".getBytes(StandardCharsets.UTF_8));
        return Headers.of(document, path, Caching.ASSET.header()).stream()
                .filter(header -> header.name().equals("Content-Security-Policy"))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
