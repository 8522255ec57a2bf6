package herald.testing;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Mastodon server, played on loopback over a real socket: token and scopes, lengths as its own instance document says, idempotency keys
 * for an hour, threads, HTML, rate windows, and what is known to go wrong. It shares no code with Herald's channel. Its {@link #posts()}
 * are the only evidence of a post.
 */
public final class MastodonStub implements AutoCloseable {
    public static final String TOKEN = "token-of-the-status-account";

    private final List<XRequest> requests = new CopyOnWriteArrayList<>();
    private final XFaults faults = new XFaults();
    private final XFaults readFaults = new XFaults();
    private final AtomicInteger posting = new AtomicInteger();
    private final AtomicInteger mostPosting = new AtomicInteger();
    private final MastodonServer server;
    private final XWire wire;

    private MastodonStub(Clock clock) {
        server = new MastodonServer(clock, this::baseUrl);
        wire = new XWire(0, this::react);
    }

    public static MastodonStub start() {
        return start(Clock.systemUTC());
    }

    /** With posts, keys and windows in the time of {@code clock}. */
    public static MastodonStub start(Clock clock) {
        return new MastodonStub(clock);
    }

    /** {@code http://127.0.0.1:PORT}, without a slash at the end. */
    public String baseUrl() {
        return "http://127.0.0.1:" + wire.port();
    }

    /** Everything ever accepted, in order, with the words it has now. */
    public List<MastodonStatus> posts() {
        return server.all();
    }

    /** What a reader sees: {@link #posts()} without the deleted. */
    public List<MastodonStatus> standing() {
        return server.standing();
    }

    public List<XRequest> requests() {
        return List.copyOf(requests);
    }

    public long requestCount(String method, String path) {
        return requests.stream()
                .filter(it -> it.method().equals(method) && it.path().equals(path))
                .count();
    }

    /** How many requests to post were under way at once, at most. */
    public int mostPosting() {
        return mostPosting.get();
    }

    /** What goes wrong with the next posts, edits and deletions, one fault each. */
    public MastodonStub plan(XFault... next) {
        faults.add(List.of(next));
        return this;
    }

    /** What goes wrong with all of them once the plan is used up, until {@link #heal()}. */
    public MastodonStub forever(XFault fault) {
        faults.last(fault);
        return this;
    }

    /** What goes wrong with every read of the account's posts, until {@link #heal()}. */
    public MastodonStub foreverReading(XFault fault) {
        readFaults.last(fault);
        return this;
    }

    public MastodonStub heal() {
        faults.heal();
        readFaults.heal();
        return this;
    }

    /** As its instance document says, and as it enforces. */
    public MastodonStub limits(int characters, int perAddress) {
        server.maxCharacters = characters;
        server.perAddress = perAddress;
        return this;
    }

    /** Only {@code /api/v1/instance}, as servers had it before Mastodon 4. */
    public MastodonStub old() {
        server.old = true;
        return this;
    }

    /** Mastodon before its lock: between looking for a key and keeping it, {@code gap} passes. */
    public MastodonStub race(Duration gap) {
        server.gap = Optional.of(gap);
        return this;
    }

    /** Mastodon 4.6: a key that has been seen is answered 500. */
    public MastodonStub replay500() {
        server.failsReplays = true;
        return this;
    }

    /** A server that does not know idempotency keys. */
    public MastodonStub noIdem() {
        server.knowsKeys = false;
        return this;
    }

    /** What an answer to a post that is gone is answered: 404 by Mastodon, 500 by Hollo, which has an empty body there. */
    public MastodonStub orphansAre(int status) {
        server.orphanStatus = status;
        return this;
    }

    /** A server that makes Markdown of what it gets, so that stars and underscores vanish from its HTML. */
    public MastodonStub markdown() {
        server.markdown = true;
        return this;
    }

    /** Requests an account may make in five minutes; 300, unless told otherwise. */
    public MastodonStub requestsPerWindow(int most) {
        server.perWindow = most;
        return this;
    }

    /** What the token may do; {@code read} and {@code write}, unless told otherwise. */
    public MastodonStub scopes(String... scopes) {
        server.scopes = Set.of(scopes);
        return this;
    }

    /** No token is good any more. */
    public MastodonStub revoke() {
        server.revoked = true;
        return this;
    }

    public MastodonStub accept() {
        server.revoked = false;
        return this;
    }

    public MastodonStatus postByHand(String text) {
        return server.add(text, Optional.empty(), "public", "en", Optional.empty());
    }

    public void deleteByHand(String id) {
        server.delete(id);
    }

    @Override
    public void close() {
        wire.close();
    }

    private XWire.Reaction react(XRequest request) {
        requests.add(request);
        if (!request.method().equals("POST")) {
            return reacted(request);
        }
        mostPosting.accumulateAndGet(posting.incrementAndGet(), Math::max);
        try {
            return reacted(request);
        } finally {
            posting.decrementAndGet();
        }
    }

    private XWire.Reaction reacted(XRequest request) {
        var refusal = server.refusal(request);
        if (refusal.isPresent()) {
            return new XWire.Reaction(refusal.get(), XFault.Ending.ANSWER);
        }
        var plan = !request.method().equals("GET")
                ? faults
                : request.path().matches("/api/v1/accounts/\\d+/statuses") ? readFaults : new XFaults();
        return plan.take()
                .map(fault -> react(request, fault))
                .orElseGet(() -> new XWire.Reaction(server.answer(request), XFault.Ending.ANSWER));
    }

    private XWire.Reaction react(XRequest request, XFault fault) {
        if (fault.delay().isPositive()) {
            Thread.ofVirtual().name("mastodon-stub-late").start(() -> answerLate(request, fault.delay()));
            return new XWire.Reaction(XAnswer.nothingHere(), fault.ending());
        }
        var honest = fault.accepts() ? server.answer(request) : XAnswer.nothingHere();
        return new XWire.Reaction(fault.told(honest), fault.ending());
    }

    private void answerLate(XRequest request, Duration delay) {
        try {
            Thread.sleep(delay);
            server.answer(request);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
