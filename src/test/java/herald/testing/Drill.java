package herald.testing;

import herald.component.Component;
import herald.component.ComponentFields;
import herald.component.ComponentStatus;
import herald.component.Components;
import herald.delivery.Deliveries;
import herald.delivery.Delivery;
import herald.delivery.DeliveryState;
import herald.delivery.Target;
import herald.delivery.TargetFields;
import herald.delivery.Targets;
import herald.incident.Details;
import herald.incident.Incidents;
import herald.incident.NewUpdate;
import herald.incident.Stage;
import herald.incident.Story;
import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.staff.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A page of its own with one account on a stand-in for X, and the few moves of an incident. */
public final class Drill {

    /** Deadlines and pauses short enough for a test, in the order of size that the defaults have. */
    public static final Map<String, Object> QUICK = Map.ofEntries(
            Map.entry("herald.calls.connect", "500ms"),
            Map.entry("herald.calls.read", "800ms"),
            Map.entry("herald.calls.total", "1s"),
            Map.entry("herald.delivery.lease", "4s"),
            Map.entry("herald.delivery.settle-after", "1500ms"),
            Map.entry("herald.delivery.first-pause", "50ms"),
            Map.entry("herald.delivery.longest-pause", "400ms"),
            Map.entry("herald.delivery.look-again", "300ms"),
            Map.entry("herald.delivery.poll", "100ms"),
            Map.entry("herald.x.looks", "100ms,250ms,500ms"),
            Map.entry("herald.idempotency.take-over", "1s"));

    private final HeraldServer herald;
    private final Page page;
    private final Component component;
    private final Target target;

    public Drill(HeraldServer herald, XStub x) {
        this(herald, x, x.account());
    }

    public Drill(HeraldServer herald, XStub x, XAccount account) {
        this.herald = herald;
        page = herald.bean(Pages.class)
                .create(new PageFields("Talk", null, null, "Asia/Seoul", List.of("ko", "en"), null));
        component = herald.bean(Components.class).create(page.id(), ComponentFields.named("메시지 수신"), Actor.HERALD);
        target = herald.bean(Targets.class)
                .create(page, new TargetFields("x", "X", true, "ko", settings(x, account)), Actor.HERALD);
    }

    public static Map<String, String> settings(XStub x, XAccount account) {
        return Map.of(
                "api_url", x.baseUrl(),
                "consumer_key", account.consumerKey(),
                "consumer_secret", account.consumerSecret(),
                "access_token", account.token(),
                "access_token_secret", account.tokenSecret());
    }

    public Page page() {
        return page;
    }

    public Target target() {
        return herald.bean(Targets.class).byCode(page.id(), target.code());
    }

    public Story open(String body) {
        var update = Word.as(Stage.INVESTIGATING)
                .named("ko", "메시지 수신 장애")
                .saying("ko", body)
                .setting(component.code(), ComponentStatus.PARTIAL_OUTAGE)
                .update();
        return herald.bean(Incidents.class).open(page, update, Actor.HERALD);
    }

    public Story post(Story story, Stage stage, String body) {
        return herald.bean(Incidents.class)
                .post(
                        page,
                        story.incident().code(),
                        new NewUpdate(stage, Map.of("ko", body), Details.NONE, null, true),
                        null,
                        Actor.HERALD);
    }

    public List<Delivery> deliveries(Story story) {
        return herald.bean(Deliveries.class).ofIncident(story.incident().id());
    }

    /** Waits until the incident's deliveries are as many as said and all in {@code state}. */
    public List<Delivery> await(Story story, int count, DeliveryState state) {
        until(
                () -> deliveries(story).size() == count
                        && deliveries(story).stream().allMatch(delivery -> delivery.state() == state),
                () -> count + " deliveries " + state + " instead of " + deliveries(story));
        return deliveries(story);
    }

    /** Waits, at most 12 seconds, until {@code condition} holds. */
    public static void until(BooleanSupplier condition, java.util.function.Supplier<String> wanted) {
        until(12, condition, wanted);
    }

    /** Waits, at most {@code seconds}, until {@code condition} holds. */
    public static void until(int seconds, BooleanSupplier condition, java.util.function.Supplier<String> wanted) {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited " + seconds + " seconds for: " + wanted.get());
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(20).toNanos());
        }
    }
}
