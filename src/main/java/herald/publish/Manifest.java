package herald.publish;

import io.micronaut.core.annotation.Nullable;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a snapshot on disk consists of. As text: a line of words for the page, a line for each document, and the SHA-256 of all
 * that as the last line, by which a torn or altered file is known. One of thousands of documents of which a few have changed is
 * told by those few, and by the name of a whole one.
 *
 * @param base the file that tells of all documents that are not named here; null when this one names all
 * @param gone paths of the base that are no more
 */
record Manifest(
        String pageCode,
        long pageId,
        @Nullable String domain,
        List<String> languages,
        long version,
        Instant renderedAt,
        @Nullable String base,
        List<Entry> entries,
        List<String> gone) {

    private static final String FORMAT = "herald-snapshot-3";
    private static final String GONE = "gone";
    private static final String PLAIN = "_.*-";

    /**
     * @param hash of the document
     * @param object names the file that holds it, by the SHA-256 of what is in the file
     * @param compressed whether the file holds it compressed
     */
    record Entry(String path, String hash, String object, boolean compressed, String contentType, Caching caching) {

        static Entry of(String path, Document document) {
            return new Entry(
                    path,
                    document.hash(),
                    document.object(),
                    document.gzip() != null,
                    document.contentType(),
                    document.caching());
        }
    }

    /** All of {@code snapshot}. */
    static Manifest of(PageSnapshot snapshot) {
        var entries = new ArrayList<Entry>(snapshot.documents().size());
        snapshot.documents().forEach((path, document) -> entries.add(Entry.of(path, document)));
        return of(snapshot, null, entries, List.of());
    }

    /** What of {@code snapshot} differs from {@code documents}, of which the file {@code base} tells. */
    @SuppressWarnings("ReferenceEquality") // documents that have not changed are taken over as they are
    static Manifest since(String base, Map<String, Document> documents, PageSnapshot snapshot) {
        var entries = new ArrayList<Entry>();
        int known = 0;
        for (var document : snapshot.documents().entrySet()) {
            var before = documents.get(document.getKey());
            known += before == null ? 0 : 1;
            if (before != document.getValue()) {
                entries.add(Entry.of(document.getKey(), document.getValue()));
            }
        }
        var gone = known == documents.size()
                ? List.<String>of()
                : documents.keySet().stream()
                        .filter(path -> !snapshot.documents().containsKey(path))
                        .toList();
        return of(snapshot, base, entries, gone);
    }

    private static Manifest of(PageSnapshot snapshot, @Nullable String base, List<Entry> entries, List<String> gone) {
        return new Manifest(
                snapshot.pageCode(),
                snapshot.pageId(),
                snapshot.domain(),
                snapshot.languages(),
                snapshot.version(),
                snapshot.renderedAt(),
                base,
                entries,
                gone);
    }

    /** This one told in full. */
    Manifest on(Manifest whole) {
        var byPath = new LinkedHashMap<String, Entry>();
        whole.entries().forEach(entry -> byPath.put(entry.path(), entry));
        entries.forEach(entry -> byPath.put(entry.path(), entry));
        byPath.keySet().removeAll(new HashSet<>(gone));
        return new Manifest(
                pageCode,
                pageId,
                domain,
                languages,
                version,
                renderedAt,
                null,
                List.copyOf(byPath.values()),
                List.of());
    }

    byte[] bytes() {
        var text = new StringBuilder(200 * (entries.size() + 1));
        line(
                text,
                FORMAT,
                pageCode,
                Long.toString(pageId),
                domain == null ? "" : domain,
                String.join(",", languages),
                Long.toString(version),
                renderedAt.toString(),
                base == null ? "" : base);
        gone.forEach(path -> line(text, GONE, path));
        entries.forEach(entry -> line(
                text,
                entry.hash(),
                entry.object(),
                entry.compressed() ? "gzip" : "plain",
                entry.caching().name(),
                entry.contentType(),
                entry.path()));
        var body = text.toString().getBytes(StandardCharsets.US_ASCII);
        var last = (Document.hash(body) + "\n").getBytes(StandardCharsets.US_ASCII);
        var all = Arrays.copyOf(body, body.length + last.length);
        System.arraycopy(last, 0, all, body.length, last.length);
        return all;
    }

    /** @throws IllegalArgumentException when these are not the bytes of a whole manifest */
    static Manifest parse(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        int last = text.lastIndexOf('\n', Math.max(0, text.length() - 2)) + 1;
        var body = text.substring(0, last);
        if (!text.substring(last).strip().equals(Document.hash(body.getBytes(StandardCharsets.UTF_8)))) {
            throw new IllegalArgumentException("its checksum does not fit");
        }
        var lines = body.split("\n");
        var head = words(lines[0], 8);
        if (!head.getFirst().equals(FORMAT)) {
            throw new IllegalArgumentException("its format is not " + FORMAT);
        }
        return new Manifest(
                head.get(1),
                Long.parseLong(head.get(2)),
                head.get(3).isEmpty() ? null : head.get(3),
                List.of(head.get(4).split(",")),
                Long.parseLong(head.get(5)),
                Instant.parse(head.get(6)),
                head.get(7).isEmpty() ? null : head.get(7),
                Arrays.stream(lines)
                        .skip(1)
                        .filter(line -> !isGone(line))
                        .map(Manifest::entry)
                        .toList(),
                Arrays.stream(lines)
                        .filter(Manifest::isGone)
                        .map(line -> words(line, 2).get(1))
                        .toList());
    }

    private static boolean isGone(String line) {
        return line.startsWith(GONE + " ");
    }

    private static Entry entry(String line) {
        var words = words(line, 6);
        return new Entry(
                words.get(5),
                words.get(0),
                words.get(1),
                words.get(2).equals("gzip"),
                words.get(4),
                Caching.valueOf(words.get(3)));
    }

    private static void line(StringBuilder text, String... words) {
        for (int i = 0; i < words.length; i++) {
            var word = words[i];
            text.append(i == 0 ? "" : " ")
                    .append(isPlain(word) ? word : URLEncoder.encode(word, StandardCharsets.UTF_8));
        }
        text.append('\n');
    }

    /** Whether it is the same encoded. */
    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!((c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= '9')
                    || (c >= 'A' && c <= 'Z')
                    || PLAIN.indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> words(String line, int count) {
        var words = Arrays.stream(line.split(" ", -1))
                .map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8))
                .toList();
        if (words.size() != count) {
            throw new IllegalArgumentException("a line of it has " + words.size() + " words instead of " + count);
        }
        return words;
    }
}
