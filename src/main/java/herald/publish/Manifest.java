package herald.publish;

import io.micronaut.core.annotation.Nullable;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a snapshot on disk consists of. As text: a line of words for the page, a line for each document, the SHA-256 of all that, by
 * which a torn or altered file is known, and an empty line; then the bytes of the objects that came along, one after the other. One of
 * thousands of documents of which a few have changed is told by those few, and by the name of a whole one.
 *
 * @param base the file that tells of all documents that are not named here; null when this one names all
 * @param gone paths of the base that are no more
 * @param carried objects that had no file of their own when this one was written, by their names
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
        List<String> gone,
        Map<String, byte[]> carried) {

    private static final String FORMAT = "herald-snapshot-4";
    private static final String GONE = "gone";
    private static final String CARRIED = "carried";
    private static final String END = "\n\n";
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
                gone,
                Map.of());
    }

    /** The same, with {@code objects} in its own file. */
    Manifest carrying(Map<String, byte[]> objects) {
        return new Manifest(pageCode, pageId, domain, languages, version, renderedAt, base, entries, gone, objects);
    }

    /** This one told in full. */
    Manifest on(Manifest whole) {
        var byPath = new LinkedHashMap<String, Entry>();
        whole.entries().forEach(entry -> byPath.put(entry.path(), entry));
        entries.forEach(entry -> byPath.put(entry.path(), entry));
        byPath.keySet().removeAll(new HashSet<>(gone));
        var objects = new HashMap<>(whole.carried());
        objects.putAll(carried);
        return new Manifest(
                pageCode,
                pageId,
                domain,
                languages,
                version,
                renderedAt,
                null,
                List.copyOf(byPath.values()),
                List.of(),
                objects);
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
        carried.forEach((object, bytes) -> line(text, CARRIED, object, Integer.toString(bytes.length)));
        entries.forEach(entry -> line(
                text,
                entry.hash(),
                entry.object(),
                entry.compressed() ? "gzip" : "plain",
                entry.caching().name(),
                entry.contentType(),
                entry.path()));
        var body = text.toString().getBytes(StandardCharsets.US_ASCII);
        var all = new ByteArrayOutputStream(body.length
                + 100
                + carried.values().stream().mapToInt(bytes -> bytes.length).sum());
        all.writeBytes(body);
        all.writeBytes((Document.hash(body) + END).getBytes(StandardCharsets.US_ASCII));
        carried.values().forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** @throws IllegalArgumentException when these are not the bytes of a whole manifest; objects are not looked at */
    static Manifest parse(byte[] bytes) {
        // A character for each byte: positions in the one are positions in the other.
        var all = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = all.indexOf(END);
        int last = end < 0 ? -1 : all.lastIndexOf('\n', end - 1) + 1;
        if (last < 1 || !all.substring(last, end).equals(Document.hash(Arrays.copyOf(bytes, last)))) {
            throw new IllegalArgumentException("its checksum does not fit");
        }
        var lines = all.substring(0, last).split("\n");
        var head = words(lines[0], 8);
        if (!head.getFirst().equals(FORMAT)) {
            throw new IllegalArgumentException("its format is not " + FORMAT);
        }
        var entries = new ArrayList<Entry>(lines.length);
        var gone = new ArrayList<String>();
        var carried = new LinkedHashMap<String, byte[]>();
        int next = end + END.length();
        for (var line : Arrays.asList(lines).subList(1, lines.length)) {
            if (line.startsWith(GONE + " ")) {
                gone.add(words(line, 2).get(1));
            } else if (line.startsWith(CARRIED + " ")) {
                var words = words(line, 3);
                int length = Integer.parseInt(words.get(2));
                if (length > bytes.length - next) {
                    throw new IllegalArgumentException("it ends within the objects it carries");
                }
                carried.put(words.get(1), Arrays.copyOfRange(bytes, next, next + length));
                next += length;
            } else {
                entries.add(entry(line));
            }
        }
        return new Manifest(
                head.get(1),
                Long.parseLong(head.get(2)),
                head.get(3).isEmpty() ? null : head.get(3),
                List.of(head.get(4).split(",")),
                Long.parseLong(head.get(5)),
                Instant.parse(head.get(6)),
                head.get(7).isEmpty() ? null : head.get(7),
                entries,
                gone,
                carried);
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
