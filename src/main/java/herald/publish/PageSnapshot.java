package herald.publish;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the public sees of a page at one of its versions.
 *
 * @param pageId the oldest page without a domain owns every name that is no other page's
 * @param domain the host name it answers to; null for none of its own
 * @param languages the page's own first
 * @param renderedAt when it was made; of two of the same version the later one counts
 * @param documents by path, {@code /}, {@code /en/incidents/…}, {@code /api/v2/summary.json}
 */
public record PageSnapshot(
        String pageCode,
        long pageId,
        @Nullable String domain,
        List<String> languages,
        long version,
        Instant renderedAt,
        Map<String, Document> documents) {

    /** Names this very snapshot: of two of a page, the later one's numbers are higher. No other node makes the same. */
    public String id() {
        return version + "." + renderedAt.toEpochMilli();
    }

    public Optional<Document> document(String path) {
        return Optional.ofNullable(documents.get(path));
    }

    /** What stands at an address that leads nowhere, in the language the address is in. */
    public Document notFound(String path) {
        var language = languages.stream()
                .filter(l -> path.startsWith("/" + l + "/"))
                .findFirst()
                .orElse(languages.getFirst());
        return documents.get(notFoundKey(language));
    }

    /** No path begins like this, so that the document has no address of its own. */
    static String notFoundKey(String language) {
        return "not-found:" + language;
    }

    /** {@code now}, or the first moment that makes the next one of this version newer and gives it a name of its own. */
    Instant notBefore(Instant now) {
        var next = renderedAt.plusMillis(1);
        return now.isBefore(next) ? next : now;
    }

    PageSnapshot with(Map<String, Document> others, Instant madeAt) {
        return new PageSnapshot(pageCode, pageId, domain, languages, version, madeAt, others);
    }

    boolean isNewerThan(@Nullable PageSnapshot other) {
        return other == null
                || version > other.version
                || (version == other.version && renderedAt.isAfter(other.renderedAt));
    }
}
