package herald.channel.bluesky;

import static java.nio.charset.StandardCharsets.UTF_8;

import herald.channel.http.Json;
import io.micronaut.json.tree.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes the addresses in a text links: nothing else does. Their places count bytes of UTF-8, and a wrong one is dropped by every client
 * without a word.
 */
final class Facets {

    /** Ends where an address is not written any more, such as before Hangul, and before a full stop. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)\\bhttps?://[a-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]*[a-z0-9=_#/&%~+-]");

    private Facets() {}

    static List<JsonNode> of(String text) {
        var bytes = text.getBytes(UTF_8);
        return ADDRESS.matcher(text)
                .results()
                .map(address -> facet(
                        address.group(), text.substring(0, address.start()).getBytes(UTF_8).length, bytes))
                .toList();
    }

    private static JsonNode facet(String address, int start, byte[] text) {
        int end = start + address.length();
        if (!new String(Arrays.copyOfRange(text, start, end), UTF_8).equals(address)) {
            throw new IllegalStateException("a link would stand in the wrong place");
        }
        return Json.object(
                "index",
                Json.object("byteStart", start, "byteEnd", end),
                "features",
                List.of(Json.object("$type", "app.bsky.richtext.facet#link", "uri", address)));
    }
}
