package herald.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One mail that {@link SmtpStub} took.
 *
 * @param from of the envelope
 * @param to of the envelope
 * @param raw every byte between DATA and the final dot, as ISO 8859-1, dots unstuffed
 */
public record SmtpMail(String from, String to, String raw) {

    /** The header's fields, unfolded, in order, as {@code Name: value}. */
    public List<String> fields() {
        var fields = new ArrayList<String>();
        for (var line : raw.substring(0, raw.indexOf("\r\n\r\n")).split("\r\n")) {
            if (line.startsWith(" ") || line.startsWith("\t")) fields.add(fields.removeLast() + line);
            else fields.add(line);
        }
        return fields;
    }

    /** The values of all fields of this name. */
    public List<String> all(String name) {
        return fields().stream()
                .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(field -> field.substring(name.length() + 1).strip())
                .toList();
    }

    public Optional<String> header(String name) {
        return all(name).stream().findFirst();
    }

    public String messageId() {
        return header("Message-ID").orElse("");
    }
}
