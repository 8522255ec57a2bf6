package herald.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.testing.HeraldServer;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** A page of its own and short words for calls on it. */
record ApiFixture(HeraldServer herald, Page page) {

    static ApiFixture on(HeraldServer herald, String... languages) {
        var page = herald.bean(Pages.class)
                .create(new PageFields("Talk", null, null, "Asia/Seoul", List.of(languages), null));
        return new ApiFixture(herald, page);
    }

    HttpResponse<String> call(String method, String path, String json, String... headers) {
        return herald.api(method, "/v1/pages/" + page.code() + path, json, headers);
    }

    /** Calls, expects {@code status}, and answers the body. */
    Map<String, Object> call(int status, String method, String path, String json, String... headers) {
        var response = call(method, path, json, headers);
        assertEquals(status, response.statusCode(), response.body());
        return map(response.body());
    }

    List<Map<String, Object>> list(String path) {
        var response = call("GET", path, null);
        assertEquals(200, response.statusCode(), response.body());
        return list(herald, response.body());
    }

    String component(String name) {
        return (String) call(201, "POST", "/components", "{\"component\": {\"name\": \"" + name + "\"}}")
                .get("id");
    }

    Map<String, Object> map(String json) {
        return read(json, Argument.mapOf(String.class, Object.class));
    }

    static List<Map<String, Object>> list(HeraldServer herald, String json) {
        try {
            return herald.bean(JsonMapper.class)
                    .readValue(json, Argument.listOf(Argument.mapOf(String.class, Object.class)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @SuppressWarnings("unchecked") // of JSON, whose shape the test knows
    static Map<String, Object> inner(Map<String, Object> map, String key) {
        return (Map<String, Object>) map.get(key);
    }

    @SuppressWarnings("unchecked") // of JSON, whose shape the test knows
    static List<Map<String, Object>> inners(Map<String, Object> map, String key) {
        return (List<Map<String, Object>>) map.get(key);
    }

    private <T> T read(String json, Argument<T> type) {
        try {
            return herald.bean(JsonMapper.class).readValue(json, type);
        } catch (IOException broken) {
            throw new UncheckedIOException(json, broken);
        }
    }
}
