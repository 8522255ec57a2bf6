package herald.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists, strings, numbers, booleans and null; nothing is left out of what is written. */
final class XJson {
    private static final JsonFactory JSON = new JsonFactory();

    private XJson() {}

    static byte[] bytes(Object value) {
        var out = new ByteArrayOutputStream();
        try (var generator = JSON.createGenerator(out)) {
            write(value, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Throws IOException unless {@code bytes} are one whole JSON value. */
    static Object read(byte[] bytes) throws IOException {
        try (var parser = JSON.createParser(bytes)) {
            if (parser.nextToken() == null) throw new IOException("no JSON");
            var value = value(parser);
            if (parser.nextToken() != null) throw new IOException("more than one JSON value");
            return value;
        }
    }

    private static void write(Object value, JsonGenerator to) throws IOException {
        switch (value) {
            case null -> to.writeNull();
            case Map<?, ?> object -> {
                to.writeStartObject();
                for (var field : object.entrySet()) {
                    to.writeFieldName((String) field.getKey());
                    write(field.getValue(), to);
                }
                to.writeEndObject();
            }
            case List<?> array -> {
                to.writeStartArray();
                for (var item : array) write(item, to);
                to.writeEndArray();
            }
            case String string -> to.writeString(string);
            case Boolean bool -> to.writeBoolean(bool);
            case Number number -> to.writeNumber(number.longValue());
            default -> throw new IllegalArgumentException("not for JSON: " + value.getClass());
        }
    }

    private static Object value(JsonParser from) throws IOException {
        return switch (from.currentToken()) {
            case START_OBJECT -> {
                var object = new LinkedHashMap<String, Object>();
                while (from.nextToken() != JsonToken.END_OBJECT) {
                    var name = from.currentName();
                    from.nextToken();
                    object.put(name, value(from));
                }
                yield object;
            }
            case START_ARRAY -> {
                var array = new ArrayList<>();
                while (from.nextToken() != JsonToken.END_ARRAY) array.add(value(from));
                yield array;
            }
            case VALUE_STRING -> from.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> from.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IOException("unexpected " + from.currentToken());
        };
    }
}
