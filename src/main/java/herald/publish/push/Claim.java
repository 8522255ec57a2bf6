package herald.publish.push;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who writes, or wrote last, and which files nobody should rely on meanwhile: {@code .herald/writing}.
 *
 * @param holder one process's worker; the next start is another
 * @param paths what may be half done; empty once the push is through
 */
record Claim(String holder, Revision revision, Set<String> paths) {

    private static final String FORMAT = "herald-writing-1";

    boolean isOpen() {
        return !paths.isEmpty();
    }

    Claim with(Set<String> others) {
        return new Claim(holder, revision, others);
    }

    byte[] bytes() {
        var text = new StringBuilder();
        text.append(String.join(
                        " ",
                        FORMAT,
                        holder,
                        revision.page(),
                        Long.toString(revision.version()),
                        revision.renderedAt().toString()))
                .append('\n');
        paths.forEach(path ->
                text.append(URLEncoder.encode(path, StandardCharsets.UTF_8)).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Empty for anything Herald has not written. */
    static Optional<Claim> parse(byte[] bytes) {
        try {
            var lines = new String(bytes, StandardCharsets.UTF_8).split("\n");
            var head = lines[0].split(" ");
            if (head.length != 5 || !head[0].equals(FORMAT)) {
                return Optional.empty();
            }
            var paths = new LinkedHashSet<String>();
            Arrays.stream(lines).skip(1).forEach(line -> paths.add(URLDecoder.decode(line, StandardCharsets.UTF_8)));
            return Optional.of(
                    new Claim(head[1], new Revision(head[2], Long.parseLong(head[3]), Instant.parse(head[4])), paths));
        } catch (RuntimeException damaged) {
            return Optional.empty();
        }
    }
}
