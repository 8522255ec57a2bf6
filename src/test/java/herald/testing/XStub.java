package herald.testing;

import java.net.URI;
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
    private final XFaults tokenFaults = new XFaults();
    private final XFaults mediaFaults = new XFaults();
    private final XFaults deleteFaults = new XFaults();
    private final XConnections connections;
    private final XPictures pictures = new XPictures();
    private final OAuth1Check signatures;
    private final XLedger ledger;
    private final XApi api;
    private final XAccount account;
    private final XWire wire;

    private XStub(int port, Clock clock) {
        // Clients sign with the machine's clock, whatever time the test plays.
        signatures = new OAuth1Check(this::accountOfToken, Clock.systemUTC());
        ledger = new XLedger(clock);
        connections = new XConnections(clock, signatures);
        api = new XApi(clock, ledger, pictures, id -> Optional.ofNullable(accounts.get(id)));
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

    /** An app that accounts connect to by OAuth 2, with a secret or without. */
    public XClient addClient(boolean confidential, String callback) {
        var client =
                new XClient("cl" + random(), confidential ? Optional.of("cls" + random()) : Optional.empty(), callback);
        connections.add(client);
        return client;
    }

    /** An address that every account's own app may send people back to, by OAuth 1.0a. */
    public XStub allowCallback(String address) {
        connections.callbacks.add(address);
        return this;
    }

    /** A person, signed in as {@code account}, agrees to what {@code address} asks. @return where they are sent back to */
    public URI agree(URI address, XAccount account) {
        return connections.agree(address, account);
    }

    /** The same person refuses. */
    public URI refuse(URI address) {
        return connections.refuse(address);
    }

    /** The parameters of an address that X sends somebody back to. */
    public static Map<String, String> parameters(URI address) {
        return XConnections.query(address);
    }

    /** What a connection of {@code account} to {@code client} begins with. */
    public String refreshToken(XClient client, XAccount account) {
        return connections.refreshToken(client, account);
    }

    /** How long tokens of OAuth 2 last that are given from now on; two hours, unless told otherwise. */
    public XStub tokenLife(Duration life) {
        connections.tokenLife = life;
        return this;
    }

    /** Every access token of OAuth 2 is good no more. */
    public void revokeAccessTokens() {
        connections.revokeAccessTokens();
    }

    /** What X says that the keys may do, in {@code x-access-level}: {@code read} or {@code read-write}. */
    public XStub accessLevel(String level) {
        api.accessLevel = level;
        return this;
    }

    /** Every picture that was taken, in order. */
    public List<XMedia> media() {
        return pictures.all();
    }

    /** The pictures in a post. */
    public List<XMedia> mediaOf(XPost post) {
        return pictures.of(post);
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

    /** What goes wrong with the next calls for tokens of OAuth 2, one fault each. */
    public XStub planTokens(XFault... faults) {
        tokenFaults.add(List.of(faults));
        return this;
    }

    /** What goes wrong with the next calls about pictures, one fault each. */
    public XStub planMedia(XFault... faults) {
        mediaFaults.add(List.of(faults));
        return this;
    }

    /** What goes wrong with the next deletions, one fault each. */
    public XStub planDeletes(XFault... faults) {
        deleteFaults.add(List.of(faults));
        return this;
    }

    /** Nothing goes wrong any more, with no kind of call. */
    public XStub heal() {
        postFaults.heal();
        timelineFaults.heal();
        tokenFaults.heal();
        mediaFaults.heal();
        deleteFaults.heal();
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
            return XConnections.isConnecting(request) ? connect(request) : react(request, signer(request));
        } catch (OAuth1Check.Unsigned e) {
            unsigned.add(e.getMessage());
            var isV1 = request.path().startsWith("/1.1/") || request.path().startsWith("/oauth/");
            return answer(isV1 ? XAnswer.v1Error(401, 32, "Could not authenticate you.") : XAnswer.unauthorised());
        } catch (IllegalArgumentException e) {
            return answer(XAnswer.invalid("query", request.query(), "the query is not percent-encoded"));
        }
    }

    private XAccount signer(XRequest request) throws OAuth1Check.Unsigned {
        var bearer = request.header("authorization")
                .filter(header -> header.startsWith("Bearer "))
                .map(header -> header.substring(7));
        return bearer.isEmpty()
                ? signatures.signer(request)
                : bearer.flatMap(connections::bearer)
                        .orElseThrow(() -> new OAuth1Check.Unsigned("the bearer token is not good"));
    }

    private XWire.Reaction connect(XRequest request) throws OAuth1Check.Unsigned {
        var secrets = new java.util.HashMap<String, String>();
        accounts.values().forEach(it -> secrets.put(it.consumerKey(), it.consumerSecret()));
        var fault = XConnections.isToken(request) ? tokenFaults.take() : Optional.<XFault>empty();
        if (fault.isEmpty()) return answer(connections.answer(request, secrets));
        var honest = fault.get().accepts() ? connections.answer(request, secrets) : XAnswer.nothingHere();
        return new XWire.Reaction(fault.get().told(honest), fault.get().ending());
    }

    private XWire.Reaction react(XRequest request, XAccount signer) {
        return faults(request)
                .flatMap(XFaults::take)
                .map(it -> react(request, signer, it))
                .orElseGet(() -> answer(api.answer(request, signer)));
    }

    private Optional<XFaults> faults(XRequest request) {
        if (XApi.isPost(request)) return Optional.of(postFaults);
        if (XApi.isTimeline(request)) return Optional.of(timelineFaults);
        if (XPictures.isMedia(request)) return Optional.of(mediaFaults);
        return request.method().equals("DELETE") ? Optional.of(deleteFaults) : Optional.empty();
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
