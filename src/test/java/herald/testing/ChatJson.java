package herald.testing;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bodies as the stand-ins for chats read them. */
final class ChatJson {
    private ChatJson() {}

    /** The object a request carries; empty where it says that it carries something else, or carries it badly. */
    static Optional<Map<?, ?>> object(XRequest request) {
        if (!request.header("content-type").orElse("").startsWith("application/json")) return Optional.empty();
        try {
            return XJson.read(request.body()) instanceof Map<?, ?> object ? Optional.of(object) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    static String text(Map<?, ?> object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }

    static List<Map<?, ?>> objects(Map<?, ?> object, String name) {
        return object.get(name) instanceof List<?> list
                ? list.stream().<Map<?, ?>>map(it -> (Map<?, ?>) it).toList()
                : List.of();
    }

    static Map<?, ?> object(Map<?, ?> object, String name) {
        return object.get(name) instanceof Map<?, ?> inner ? inner : Map.of();
    }

    /** Every text under one of these names, however deep, in order. */
    static String texts(Object value, String... names) {
        return found(value, List.of(names)).collect(Collectors.joining("\n"));
    }

    private static Stream<String> found(Object value, List<String> names) {
        return switch (value) {
            case Map<?, ?> object ->
                object.entrySet().stream()
                        .flatMap(it -> it.getValue() instanceof String text
                                ? Stream.of(text).filter(_ -> names.contains(it.getKey()))
                                : found(it.getValue(), names));
            case List<?> list -> list.stream().flatMap(it -> found(it, names));
            case null, default -> Stream.empty();
        };
    }
}
