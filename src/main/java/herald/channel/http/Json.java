package herald.channel.http;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON as channels write and read it. What is written keeps its order and leaves nothing out, so that every try sends the same bytes. */
public final class Json {

    private Json() {}

    /** An object of names and values in turn; a value is a text, a number, a truth, a list, a map or a node, an empty {@code Optional} is left out. */
    public static JsonNode object(Object... namesAndValues) {
        var fields = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return node(fields);
    }

    /** The same of a map, of a list, or of a single value. */
    public static JsonNode node(Object value) {
        return switch (value) {
            case JsonNode node -> node;
            case Map<?, ?> fields -> JsonNode.createObjectNode(present(fields));
            case List<?> list ->
                JsonNode.createArrayNode(list.stream().map(Json::node).toList());
            case String text -> JsonNode.createStringNode(text);
            case Boolean truth -> JsonNode.createBooleanNode(truth);
            case Integer number -> JsonNode.createNumberNode(number);
            case Long number -> JsonNode.createNumberNode(number);
            default -> throw new IllegalArgumentException("not for JSON: " + value.getClass());
        };
    }

    public static byte[] bytes(JsonMapper mapper, JsonNode node) {
        try {
            return mapper.writeValueAsBytes(Argument.of(JsonNode.class), node);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What stands at the end of {@code path}; empty where it does not lead there. */
    public static Optional<JsonNode> at(JsonNode from, String... path) {
        var at = Optional.of(from);
        for (var name : path) {
            at = at.filter(JsonNode::isObject).map(node -> node.get(name));
        }
        return at;
    }

    public static Optional<String> text(JsonNode from, String... path) {
        return at(from, path).filter(JsonNode::isString).map(JsonNode::getStringValue);
    }

    public static Optional<Number> number(JsonNode from, String... path) {
        return at(from, path).filter(JsonNode::isNumber).map(JsonNode::getNumberValue);
    }

    /** What stands in the list at the end of {@code path}; nothing where there is none. */
    public static List<JsonNode> list(JsonNode from, String... path) {
        return at(from, path)
                .filter(JsonNode::isArray)
                .map(array -> {
                    var items = new ArrayList<JsonNode>();
                    array.values().forEach(items::add);
                    return List.copyOf(items);
                })
                .orElse(List.of());
    }

    private static Map<String, JsonNode> present(Map<?, ?> fields) {
        var nodes = new LinkedHashMap<String, JsonNode>();
        fields.forEach((name, value) -> {
            var known = value instanceof Optional<?> maybe ? maybe.orElse(null) : value;
            if (known != null) {
                nodes.put((String) name, node(known));
            }
        });
        return nodes;
    }
}
