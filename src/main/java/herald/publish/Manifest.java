package herald.publish;

import io.micronaut.core.annotation.Nullable;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a snapshot on disk consists of. As text: a line of words for the page, a line for each document, and the SHA-256 of all
 * that as the last line, by which a torn or altered file is known.
 */
record Manifest(
        String pageCode,
        long pageId,
        @Nullable String domain,
        List<String> languages,
        long version,
        Instant renderedAt,
        List<Entry> entries) {

    private static final String FORMAT = "herald-snapshot-2";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.*-]*");

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

    static Manifest of(PageSnapshot snapshot) {
        var entries = new ArrayList<Entry>();
        snapshot.documents().forEach((path, document) -> entries.add(Entry.of(path, document)));
        return new Manifest(
                snapshot.pageCode(),
                snapshot.pageId(),
                snapshot.domain(),
                snapshot.languages(),
                snapshot.version(),
                snapshot.renderedAt(),
                entries);
    }

    byte[] bytes() {
        var text = new StringBuilder();
        line(
                text,
                FORMAT,
                pageCode,
                Long.toString(pageId),
                domain == null ? "" : domain,
                String.join(",", languages),
                Long.toString(version),
                renderedAt.toString());
        entries.forEach(entry -> line(
                text,
                entry.hash(),
                entry.object(),
                entry.compressed() ? "gzip" : "plain",
                entry.caching().name(),
                entry.contentType(),
                entry.path()));
        text.append(Document.hash(text.toString().getBytes(StandardCharsets.UTF_8)))
                .append('\n');
        return text.toString().getBytes(StandardCharsets.UTF_8);
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
        var head = words(lines[0], 7);
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
                Arrays.stream(lines).skip(1).map(Manifest::entry).toList());
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
                    .append(PLAIN.matcher(word).matches() ? word : URLEncoder.encode(word, StandardCharsets.UTF_8));
        }
        text.append('\n');
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
