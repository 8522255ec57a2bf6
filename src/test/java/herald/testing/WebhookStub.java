package herald.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A receiver after the Standard Webhooks specification, played on loopback: it takes what is signed with its secret within five minutes, and each
 * event once, however often it comes. It shares no code with Herald's webhook channel.
 */
public final class WebhookStub implements AutoCloseable {
    public static final String SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("a key of thirty-two random bytes".getBytes(UTF_8));

    private static final int MOST_BYTES = 20_000;
    private static final long TOLERANCE = 300;

    private final Clock clock;
    private final ChatWire wire = new ChatWire(_ -> true, this::answer);
    private final Set<String> ids = new HashSet<>();
    private final List<Map<?, ?>> events = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();

    public WebhookStub() {
        this(Clock.systemUTC());
    }

    public WebhookStub(Clock clock) {
        this.clock = clock;
    }

    public String url() {
        return wire.url() + "/events";
    }

    /** The events that were taken, in order. */
    public List<Map<?, ?>> events() {
        return List.copyOf(events);
    }

    /** Why others were not. */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    public List<XRequest> requests() {
        return wire.requests();
    }

    public WebhookStub plan(ChatFault... faults) {
        wire.plan(faults);
        return this;
    }

    public WebhookStub forever(ChatFault fault) {
        wire.forever(fault);
        return this;
    }

    public WebhookStub heal() {
        wire.heal();
        return this;
    }

    @Override
    public void close() {
        wire.close();
    }

    private XAnswer answer(XRequest request) {
        var wrong = wrong(request);
        if (!wrong.isEmpty()) {
            refused.add(wrong);
            return new XAnswer(400, Map.of(), wrong.getBytes(UTF_8));
        }
        try {
            if (ids.add(request.header("webhook-id").orElseThrow())) events.add((Map<?, ?>) XJson.read(request.body()));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return new XAnswer(204, Map.of(), new byte[0]);
    }

    private String wrong(XRequest request) {
        var id = request.header("webhook-id").orElse("");
        var timestamp = request.header("webhook-timestamp").orElse("");
        var signatures = request.header("webhook-signature").orElse("");
        if (!request.method().equals("POST") || !request.path().equals("/events")) return "wrong address";
        if (id.isEmpty() || id.contains(".")) return "webhook-id: " + id;
        if (!timestamp.matches("\\d{10}")) return "webhook-timestamp: " + timestamp;
        if (Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp)) > TOLERANCE)
            return "too old or too new";
        if (!isSigned(id, timestamp, request.body(), signatures)) return "no matching signature";
        if (request.body().length > MOST_BYTES) return "too big";
        if (ChatJson.object(request)
                .filter(it -> it.get("type") instanceof String && it.get("data") instanceof Map)
                .isEmpty()) return "not an event";
        return request.text().contains("\": ") || request.text().contains(",\n") ? "not minified" : "";
    }

    private static boolean isSigned(String id, String timestamp, byte[] body, String signatures) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring(6)), "HmacSHA256"));
            var start = (id + "." + timestamp + ".").getBytes(UTF_8);
            var signed = Arrays.copyOf(start, start.length + body.length);
            System.arraycopy(body, 0, signed, start.length, body.length);
            var wanted = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
            return List.of(signatures.split(" ")).contains(wanted);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
