package herald.testing;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Sends writes to a Herald process as a careful client does: with a key, again and again until an answer comes. */
public final class ApiClient {

    private static final ObjectMapper JSON = ObjectMapper.getDefault();

    /** One call of the manage API. */
    public interface Call {
        HttpResponse<String> send() throws IOException, InterruptedException;
    }

    private ApiClient() {}

    /** The object in a 2xx answer. */
    public static Map<String, Object> object(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        try {
            return JSON.readValue(answer.body(), Argument.mapOf(String.class, Object.class));
        } catch (IOException broken) {
            throw new UncheckedIOException(answer.body(), broken);
        }
    }

    /** The objects in a 2xx answer that is a list. */
    public static List<Map<String, Object>> list(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        try {
            return JSON.readValue(answer.body(), Argument.listOf(Argument.mapOf(String.class, Object.class)));
        } catch (IOException broken) {
            throw new UncheckedIOException(answer.body(), broken);
        }
    }

    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
