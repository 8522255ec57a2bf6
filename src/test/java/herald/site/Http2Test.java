package herald.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.testing.Eventually;
import herald.testing.HeraldServer;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An operator has turned HTTP/2 on: the same answers come from the same place. */
class Http2Test {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase().with("micronaut.server.http-version", "2.0");

    @BeforeAll
    static void awaitThePage() {
        Eventually.holds(() -> HERALD.get("/").statusCode() == 200);
    }

    @Test
    void theAnswersAreTheSameAsOverHttp1() throws Exception {
        try (var http2 = client(Version.HTTP_2);
                var http1 = client(Version.HTTP_1_1)) {
            for (var method : List.of("GET", "HEAD", "OPTIONS", "POST")) {
                for (var path : List.of(
                        "/",
                        "/api/v2/summary.json",
                        "/nowhere",
                        "/api/v2/nowhere.json",
                        "/i/x",
                        "/history?page=1",
                        "/api/v2/subscribers.json",
                        "/health/liveness")) {
                    if (path.startsWith("/health") && !method.equals("GET")) {
                        continue;
                    }
                    for (var coding : List.of("gzip", "identity")) {
                        var one = send(http1, method, path, "Accept-Encoding", coding);
                        var two = send(http2, method, path, "Accept-Encoding", coding);
                        assertEquals(Version.HTTP_2, two.version());
                        assertEquals(one.statusCode(), two.statusCode(), method + " " + path);
                        assertEquals(headers(one), headers(two), method + " " + path);
                        assertArrayEquals(one.body(), two.body(), method + " " + path);
                    }
                }
            }
            var tag = send(http2, "GET", "/", "Accept-Encoding", "gzip")
                    .headers()
                    .firstValue("etag")
                    .orElseThrow();
            assertEquals(304, send(http2, "GET", "/", "If-None-Match", tag).statusCode());
        }
    }

    @Test
    void aTabOverHttp2AsksNowAndThenInstead() throws Exception {
        try (var http2 = client(Version.HTTP_2)) {
            send(http2, "GET", "/", "Accept-Encoding", "gzip");
            var answer = send(http2, "GET", "/events", "Accept", "text/event-stream");
            assertEquals(503, answer.statusCode());
            assertTrue(answer.headers().firstValue("retry-after").isPresent());
        }
    }

    private static HttpClient client(Version version) {
        return HttpClient.newBuilder().version(version).build();
    }

    private static HttpResponse<byte[]> send(HttpClient client, String method, String path, String name, String value)
            throws Exception {
        return client.send(
                HttpRequest.newBuilder(HERALD.uri(path))
                        .header(name, value)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static Map<String, List<String>> headers(HttpResponse<?> response) {
        var headers = new TreeMap<>(response.headers().map());
        List.of("date", ":status", "connection", "http2-settings", "upgrade").forEach(headers::remove);
        return headers;
    }
}
