package herald.testing;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The few moves of an incident, asked of a node through its API. */
public final class NodeDrill {

    private final Node herald;
    private final String page;

    /** On the node's sample page. */
    public NodeDrill(Node herald) {
        this.herald = herald;
        page = (String)
                ApiClient.list(asked("GET", "/v1/pages", null)).getFirst().get("id");
    }

    /** Takes the sample page's practice target away and adds these accounts. */
    public void mirrorTo(XStub x, XAccount... accounts) {
        for (var practice : ApiClient.list(asked("GET", path("/targets"), null))) {
            asked("DELETE", path("/targets/" + practice.get("id")), null);
        }
        for (var account : accounts) {
            ApiClient.object(asked(
                    "POST",
                    path("/targets"),
                    Map.of(
                            "target",
                            Map.of(
                                    "channel",
                                    "x",
                                    "name",
                                    account.username(),
                                    "language",
                                    "ko",
                                    "settings",
                                    Drill.settings(x, account)))));
        }
    }

    /** Opens an incident and answers its id. */
    public String open(String body, String key) {
        return (String) ApiClient.object(submit(
                        "POST",
                        "/incidents",
                        Map.of(
                                "name",
                                "메시지 수신 장애",
                                "status",
                                "investigating",
                                "herald",
                                Map.of("names", Map.of("ko", "메시지 수신 장애"), "bodies", Map.of("ko", body))),
                        key))
                .get("id");
    }

    public void post(String incident, String status, String body, String key) {
        ApiClient.object(submit(
                "PATCH",
                "/incidents/" + incident,
                Map.of("status", status, "herald", Map.of("bodies", Map.of("ko", body))),
                key));
    }

    public List<Map<String, Object>> deliveries(String incident) {
        return ApiClient.list(asked("GET", path("/incidents/" + incident + "/deliveries"), null));
    }

    /** The states of an incident's deliveries, in the order of its updates. */
    public List<String> states(String incident) {
        return deliveries(incident).stream()
                .map(delivery -> (String) delivery.get("state"))
                .toList();
    }

    /** Asks again with the same key while the first one's claim stands. */
    private HttpResponse<String> submit(String method, String path, Map<String, ?> incident, String key) {
        var answer = asked(method, path(path), Map.of("incident", incident), "Idempotency-Key", key);
        while (answer.statusCode() == 409) {
            LockSupport.parkNanos(100_000_000);
            answer = asked(method, path(path), Map.of("incident", incident), "Idempotency-Key", key);
        }
        return answer;
    }

    private String path(String rest) {
        return "/v1/pages/" + page + rest;
    }

    private HttpResponse<String> asked(String method, String path, Map<String, ?> body, String... headers) {
        return herald.api(method, path, body == null ? null : ApiClient.json(body), headers);
    }

    /** What a page shows at {@code path}. */
    public String read(String path) {
        return herald.get(path).body();
    }

    /** {@code properties} and these. */
    public static Map<String, Object> with(Map<String, Object> properties, String... more) {
        var all = new HashMap<>(properties);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    /** Texts of posts, in order, for a message that says what was there instead. */
    public static List<String> texts(XStub x) {
        var texts = new ArrayList<String>();
        x.posts().forEach(post -> texts.add(post.text()));
        return texts;
    }
}
