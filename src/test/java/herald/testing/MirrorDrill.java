package herald.testing;

import herald.component.ComponentFields;
import herald.component.Components;
import herald.delivery.DeliveryState;
import herald.delivery.Target;
import herald.delivery.Targets;
import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.staff.Actor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A page of its own that is mirrored to one account of any channel; all of it over the API, as whoever runs Herald does it. */
public final class MirrorDrill {

    private final HeraldServer herald;
    private final Page page;
    private final String component;
    private final String target;
    private String incident;

    public MirrorDrill(HeraldServer herald, String channel, Map<String, String> settings) {
        this.herald = herald;
        page = herald.bean(Pages.class)
                .create(new PageFields("Talk", null, null, "Asia/Seoul", List.of("ko", "en"), null));
        component = herald.bean(Components.class)
                .create(page.id(), ComponentFields.named("메시지 수신"), Actor.HERALD)
                .code();
        var wanted =
                Map.of("channel", channel, "name", "Mirror", "language", "ko", "settings", new HashMap<>(settings));
        target = (String) write("POST", "/targets", Map.of("target", wanted)).get("id");
    }

    public MirrorDrill open(String body) {
        incident = (String) write(
                        "POST",
                        "/incidents",
                        Map.of(
                                "incident",
                                Map.of(
                                        "name",
                                        "메시지 수신 장애",
                                        "status",
                                        "investigating",
                                        "body",
                                        body,
                                        "components",
                                        Map.of(component, "partial_outage"))))
                .get("id");
        return this;
    }

    public MirrorDrill post(String status, String body) {
        write("PATCH", "/incidents/" + incident, Map.of("incident", Map.of("status", status, "body", body)));
        return this;
    }

    public Page page() {
        return page;
    }

    public String incident() {
        return incident;
    }

    public Target target() {
        return herald.bean(Targets.class).byCode(page.id(), target);
    }

    /** What the API says of the incident's messages, the oldest first. */
    public List<Map<String, Object>> receipts() {
        var path = "/v1/pages/" + page.code() + "/incidents/" + incident + "/deliveries";
        return ApiClient.list(herald.api("GET", path, null));
    }

    /** Waits until there are so many messages and all of them in {@code state}. */
    public MirrorDrill await(int count, DeliveryState state) {
        Drill.until(
                () -> receipts().size() == count
                        && receipts().stream().allMatch(receipt -> state.word().equals(receipt.get("state"))),
                () -> count + " messages " + state + " instead of " + receipts());
        return this;
    }

    /** Settles a message as staff do: {@code retry}, {@code skip} or {@code confirm}, the last with the post's address. */
    public void settle(int position, String how, Map<String, String> body) {
        var id = receipts().get(position).get("id");
        write("POST", "/incidents/" + incident + "/deliveries/" + id + "/" + how, body);
    }

    /** Lets a paused target write again. */
    public void release() {
        write("POST", "/targets/" + target + "/release", Map.of());
    }

    private Map<String, Object> write(String method, String path, Map<String, ?> body) {
        return ApiClient.object(herald.api(method, "/v1/pages/" + page.code() + path, ApiClient.json(body)));
    }
}
