package herald.testing;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/**
 * X, played on loopback over a real socket: signatures, lengths, duplicates, threads, rate windows, and everything that is
 * known to go wrong. It knows nothing of Herald's X channel and shares no code with it. Its {@link #posts()} are the only
 * evidence of a post: what a client believes does not count.
 *
 * <p>Several processes may share one stub by its {@link #baseUrl()}. Faults are planned for creating posts ({@link #plan})
 * and for reading the timeline ({@link #planTimeline}); a request that is not signed properly is answered 401 and leaves
 * the plan as it was.
 */
public final class XStub implements AutoCloseable {
    private final Map<String, XAccount> accounts = new ConcurrentHashMap<>();
    private final List<XRequest> requests = new CopyOnWriteArrayList<>();
    private final List<String> unsigned = new CopyOnWriteArrayList<>();
    private final XFaults postFaults = new XFaults();
    private final XFaults timelineFaults = new XFaults();
    private final OAuth1Check signatures;
    private final XLedger ledger;
    private final XApi api;
    private final XAccount account;
    private final XWire wire;

    private XStub(int port, Clock clock) {
        // Clients sign with the machine's clock, whatever time the test plays.
        signatures = new OAuth1Check(this::accountOfToken, Clock.systemUTC());
        ledger = new XLedger(clock);
        api = new XApi(clock, ledger, id -> Optional.ofNullable(accounts.get(id)));
        account = addAccount("status_page");
        wire = new XWire(port, this::react);
    }

    /** A stub on a free port with one account. */
    public static XStub start() {
        return start(Clock.systemUTC());
    }

    /** The same, its posts, windows and delays in the time of {@code clock}; signatures stay on the machine's. */
    public static XStub start(Clock clock) {
        return start(0, clock);
    }

    /** The same on a given port, for a far side that goes away and comes back. */
    public static XStub start(int port, Clock clock) {
        return new XStub(port, clock);
    }

    /** {@code http://127.0.0.1:PORT}, without a slash at the end. */
    public String baseUrl() {
        return "http://127.0.0.1:" + wire.port();
    }

    /** The account that every stub has; its secrets hold characters that must be escaped in a signature. */
    public XAccount account() {
        return account;
    }

    /** One more account with an app of its own. */
    public XAccount addAccount(String username) {
        var id = Long.toString(
                ThreadLocalRandom.current().nextLong(1_000_000_000_000_000_000L, 1_800_000_000_000_000_000L));
        return addAccount(new XAccount(
                id, username, "ck" + random(), "cs&/+=%~ " + random(), id + "-" + random(), "ts/&=+%키 " + random()));
    }

    /** One more account with keys of the test's choosing. */
    public XAccount addAccount(XAccount added) {
        accounts.put(added.id(), added);
        return added;
    }

    /** Everything ever accepted, in order, whoever was told and whether or not it was deleted since. */
    public List<XPost> posts() {
        return ledger.all();
    }

    /** What a reader of X sees: {@link #posts()} without the deleted. */
    public List<XPost> standing() {
        return ledger.standing();
    }

    /** Every request that was read to its end, in order, forged and failed ones among them. */
    public List<XRequest> requests() {
        return List.copyOf(requests);
    }

    /** How many requests came for exactly this method and path. */
    public long requestCount(String method, String path) {
        return requests.stream()
                .filter(it -> it.method().equals(method) && it.path().equals(path))
                .count();
    }

    /** Why requests were answered 401 for want of a signature, in order. */
    public List<String> unsigned() {
        return List.copyOf(unsigned);
    }

    /** What goes wrong with the next posts, one fault each, after those already planned. */
    public XStub plan(XFault... faults) {
        postFaults.add(List.of(faults));
        return this;
    }

    /** What goes wrong with every post once the plan is used up, until {@link #heal()}. */
    public XStub forever(XFault fault) {
        postFaults.last(fault);
        return this;
    }

    /** What goes wrong with the next reads of a timeline, one fault each. */
    public XStub planTimeline(XFault... faults) {
        timelineFaults.add(List.of(faults));
        return this;
    }

    /** What goes wrong with every read of a timeline once its plan is used up, until {@link #heal()}. */
    public XStub foreverTimeline(XFault fault) {
        timelineFaults.last(fault);
        return this;
    }

    /** Nothing goes wrong any more, neither with posts nor with reads. */
    public XStub heal() {
        postFaults.heal();
        timelineFaults.heal();
        return this;
    }

    /** How many planned faults for posts have not happened yet, {@link #forever} aside. */
    public int planned() {
        return postFaults.waiting();
    }

    /** Whether an account may reply to itself; it may, unless told otherwise. */
    public XStub selfReplies(boolean allowed) {
        api.selfReplies = allowed;
        return this;
    }

    /** How long a post stays missing from timelines; not at all, unless told otherwise. */
    public XStub timelineDelay(Duration delay) {
        api.timelineDelay = delay;
        return this;
    }

    /** Posts a user may make in 15 minutes (100), a user in 24 hours and an app in 24 hours (10 000 each). */
    public XStub limits(int perQuarter, int perUserAndDay, int perAppAndDay) {
        api.postsPerQuarter = perQuarter;
        api.postsPerUserAndDay = perUserAndDay;
        api.postsPerAppAndDay = perAppAndDay;
        return this;
    }

    /** How long a connection may idle, hang or drip; a minute, unless told otherwise. For connections made from now on. */
    public XStub patience(Duration patience) {
        wire.patience(patience);
        return this;
    }

    /** The pause between two bytes of a slow answer; a second, unless told otherwise. */
    public XStub drip(Duration pause) {
        wire.drip(pause);
        return this;
    }

    /** A post that {@code author} made by hand, past every check. */
    public XPost postByHand(XAccount author, String text) {
        return ledger.add(author, text, Optional.empty());
    }

    /** Deletes a post as its author would by hand. */
    public void deleteByHand(String postId) {
        ledger.delete(postId);
    }

    /** Ends every connection, those that hang among them. */
    @Override
    public void close() {
        wire.close();
    }

    private XWire.Reaction react(XRequest request) {
        requests.add(request);
        try {
            return react(request, signatures.signer(request));
        } catch (OAuth1Check.Unsigned e) {
            unsigned.add(e.getMessage());
            var isV1 = request.path().startsWith("/1.1/");
            return answer(isV1 ? XAnswer.v1Error(401, 32, "Could not authenticate you.") : XAnswer.unauthorised());
        } catch (IllegalArgumentException e) {
            return answer(XAnswer.invalid("query", request.query(), "the query is not percent-encoded"));
        }
    }

    private XWire.Reaction react(XRequest request, XAccount signer) {
        var fault = XApi.isPost(request)
                ? postFaults.take()
                : XApi.isTimeline(request) ? timelineFaults.take() : Optional.<XFault>empty();
        return fault.map(it -> react(request, signer, it)).orElseGet(() -> answer(api.answer(request, signer)));
    }

    private XWire.Reaction react(XRequest request, XAccount signer, XFault fault) {
        if (fault.delay().isPositive()) {
            Thread.ofVirtual().name("x-stub-late").start(() -> answerLate(request, signer, fault.delay()));
            return new XWire.Reaction(XAnswer.nothingHere(), fault.ending());
        }
        var honest = fault.accepts() ? api.answer(request, signer) : XAnswer.nothingHere();
        var told = fault.told(honest);
        if (fault.hasRateHeaders()) told = told.withHeaders(api.rateHeaders(request, signer));
        return new XWire.Reaction(told, fault.ending());
    }

    private void answerLate(XRequest request, XAccount signer, Duration delay) {
        try {
            Thread.sleep(delay);
            api.answer(request, signer);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static XWire.Reaction answer(XAnswer answer) {
        return new XWire.Reaction(answer, XFault.Ending.ANSWER);
    }

    private Optional<XAccount> accountOfToken(String token) {
        return accounts.values().stream().filter(it -> it.token().equals(token)).findFirst();
    }

    private static String random() {
        return Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
    }
}
