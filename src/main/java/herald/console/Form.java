package herald.console;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a form brought, as text; fields that did not come are empty.
 *
 * @param files by the names of their fields; only forms in multipart bring any
 */
record Form(Map<String, List<String>> fields, Map<String, Upload> files) {

    static final Form EMPTY = new Form(Map.of());

    /** @param fileName as the sender's machine calls it, without a path */
    record Upload(String fileName, byte[] bytes) {}

    Form(Map<String, List<String>> fields) {
        this(fields, Map.of());
    }

    /** Reads {@code application/x-www-form-urlencoded}; a broken escape makes its field empty. */
    static Form parse(String body) {
        var fields = new LinkedHashMap<String, List<String>>();
        for (var pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.computeIfAbsent(decoded(pair.substring(0, equals)), _ -> new ArrayList<>())
                        .add(decoded(pair.substring(equals + 1)));
            }
        }
        return new Form(fields);
    }

    String text(String name) {
        return fields.getOrDefault(name, List.of("")).getFirst();
    }

    List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Each field's first value, as templates show it again. */
    Map<String, String> typed() {
        var typed = new LinkedHashMap<String, String>();
        fields.forEach((name, values) -> typed.put(name, values.getFirst()));
        return typed;
    }

    private static String decoded(String text) {
        try {
            // Browsers send line ends as CR LF; texts are kept with LF alone.
            return URLDecoder.decode(text, StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IllegalArgumentException broken) {
            return "";
        }
    }
}
