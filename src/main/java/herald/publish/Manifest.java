package herald.publish;

import io.micronaut.core.annotation.Nullable;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    private static final String FORMAT = "herald-snapshot-1";

    /** @param hash names the file with the bytes */
    record Entry(String path, String hash, String contentType, Caching caching) {}

    static Manifest of(PageSnapshot snapshot) {
        var entries = new ArrayList<Entry>();
        snapshot.documents()
                .forEach((path, document) ->
                        entries.add(new Entry(path, document.hash(), document.contentType(), document.caching())));
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
        entries.forEach(entry -> line(text, entry.hash(), entry.caching().name(), entry.contentType(), entry.path()));
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
        var words = words(line, 4);
        return new Entry(words.get(3), words.get(0), words.get(2), Caching.valueOf(words.get(1)));
    }

    private static void line(StringBuilder text, String... words) {
        var encoded = Arrays.stream(words)
                .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8))
                .toList();
        text.append(String.join(" ", encoded)).append('\n');
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
