package herald.api;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads bodies as clients of Statuspage send them: JSON whatever its Content-Type says, or a form with Rails' brackets, {@code
 * incident[component_ids][]=…}.
 */
@Singleton
class Bodies {

    static final int LONGEST = 1 << 20;

    private static final Pattern KEY = Pattern.compile("([^\\[\\]]+)((?:\\[[^\\[\\]]*])*)");
    private static final Pattern BRACKET = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final int DEEPEST = 8;

    private final JsonMapper json;

    Bodies(JsonMapper json) {
        this.json = json;
    }

    /**
     * @throws MalformedBodyException when it is neither JSON with an object at its root nor a form
     * @throws TooLongException above {@link #LONGEST} bytes
     */
    Fields read(byte[] body) {
        if (body.length > LONGEST) {
            throw new TooLongException(LONGEST);
        }
        var text = decoded(body).strip();
        if (text.isEmpty()) {
            return new Fields("", Map.of(), new ArrayList<>());
        }
        return new Fields("", text.startsWith("{") ? object(text) : form(text), new ArrayList<>());
    }

    private Map<String, JsonNode> object(String text) {
        try {
            return entries(json.readValue(text, Argument.of(JsonNode.class)));
        } catch (IOException broken) {
            throw new MalformedBodyException("The request's body begins with { but is not well-formed JSON.");
        }
    }

    private static Map<String, JsonNode> entries(JsonNode object) {
        var entries = new LinkedHashMap<String, JsonNode>();
        object.entries().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        return entries;
    }

    private static Map<String, JsonNode> form(String text) {
        var root = new LinkedHashMap<String, Object>();
        for (var pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new MalformedBodyException(
                        "The request's body is neither a JSON object nor a form; send JSON such as {\"incident\":"
                                + " {…}}.");
            }
            put(root, path(unescaped(pair.substring(0, equals))), unescaped(pair.substring(equals + 1)));
        }
        return entries(tree(root));
    }

    private static List<String> path(String key) {
        var match = KEY.matcher(key);
        if (!match.matches()) {
            throw new MalformedBodyException("The form's field '" + key + "' has brackets that do not match.");
        }
        var path = new ArrayList<>(List.of(match.group(1)));
        BRACKET.matcher(match.group(2)).results().forEach(part -> path.add(part.group(1)));
        if (path.size() > DEEPEST) {
            throw new MalformedBodyException("The form's field '" + key + "' is nested too deep.");
        }
        return path;
    }

    @SuppressWarnings("unchecked") // the tree is made here, of such maps, such lists and strings alone
    private static void put(Map<String, Object> root, List<String> path, String value) {
        var here = root;
        for (int i = 0; i < path.size() - 1; i++) {
            if (path.get(i + 1).isEmpty()) {
                var list = here.computeIfAbsent(path.get(i), _ -> new ArrayList<>());
                if (list instanceof List<?>) {
                    ((List<Object>) list).add(value);
                }
                return;
            }
            var next = here.computeIfAbsent(path.get(i), _ -> new LinkedHashMap<String, Object>());
            if (!(next instanceof Map<?, ?>)) {
                throw new MalformedBodyException("The form's field '" + path.get(i) + "' is given in two ways.");
            }
            here = (Map<String, Object>) next;
        }
        here.put(path.getLast(), value);
    }

    private static JsonNode tree(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var entries = new LinkedHashMap<String, JsonNode>();
                map.forEach((key, inner) -> entries.put(String.valueOf(key), tree(inner)));
                yield JsonNode.createObjectNode(entries);
            }
            case List<?> list ->
                JsonNode.createArrayNode(list.stream().map(Bodies::tree).toList());
            default -> JsonNode.createStringNode(String.valueOf(value));
        };
    }

    private static String unescaped(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new MalformedBodyException("The form has a broken %-escape.");
        }
    }

    private static String decoded(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new MalformedBodyException("The request's body is not UTF-8.");
        }
    }
}
