package herald.publish.push;

import herald.publish.Caching;
import herald.publish.Document;
import herald.publish.PageSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Snapshots to push. */
final class Copies {

    static final Instant NIGHT = Instant.parse("2021-05-05T13:08:00Z");

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "json", "application/json; charset=utf-8",
            "atom", "application/atom+xml; charset=utf-8");

    private Copies() {}

    /** A page in Korean and English whose front pages lead to the incident {@code x}, saying {@code word}. */
    static PageSnapshot page(long version, String word) {
        return page("page", null, version, word, Map.of());
    }

    static PageSnapshot page(String code, String domain, long version, String word, Map<String, String> more) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("/", front(word));
        texts.put("/en/", front(word));
        texts.put("/incidents/x", "incident " + word);
        texts.put("/incidents/old", "long ago");
        texts.put("/history", "history");
        texts.put("/history.atom", "<feed/>");
        texts.put("/api/v2/summary.json", "{\"word\":\"" + word + "\"}");
        texts.put("/assets/page.1.css", "body{}");
        texts.put("not-found:ko", "없음");
        texts.put("not-found:en", "lost");
        texts.putAll(more);
        texts.values().removeIf(String::isEmpty);
        var documents = new LinkedHashMap<String, Document>();
        texts.forEach((path, text) -> documents.put(path, document(path, text)));
        return new PageSnapshot(
                code, code.hashCode(), domain, List.of("ko", "en"), version, NIGHT.plusSeconds(version), documents);
    }

    private static String front(String word) {
        return "<link rel=stylesheet href=\"/assets/page.1.css\"><a href=\"/incidents/x\">" + (word + " ").repeat(200)
                + "</a>";
    }

    static Document document(String path, String text) {
        var type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/html; charset=utf-8");
        var caching = path.startsWith("/assets/")
                ? Caching.ASSET
                : type.startsWith("text/html") ? Caching.PAGE : Caching.DATA;
        return Document.of(type, caching, text.getBytes(StandardCharsets.UTF_8));
    }
}
