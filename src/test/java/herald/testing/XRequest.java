package herald.testing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it came over the wire.
 *
 * @param path without the query, not decoded
 * @param query without the question mark, not decoded; empty if there was none
 * @param headers names in lower case, values in the order they came
 */
public record XRequest(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

    /** The first value of a header, its name in any case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** The body read as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The first value of a query parameter, decoded. */
    Optional<String> parameter(String name) {
        return parameters().stream()
                .filter(it -> it.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    List<Map.Entry<String, String>> parameters() {
        return formParameters(query);
    }

    /** Pairs of an {@code application/x-www-form-urlencoded} text, a plus being a space (RFC 5849 §3.4.1.3.1). */
    static List<Map.Entry<String, String>> formParameters(String form) {
        var pairs = new ArrayList<Map.Entry<String, String>>();
        for (var pair : form.split("&")) {
            if (pair.isEmpty()) continue;
            var equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            pairs.add(Map.entry(decoded(name), decoded(value)));
        }
        return pairs;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
