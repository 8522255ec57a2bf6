package herald.testing;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Bluesky as two servers on loopback: one to sign in on, and one that keeps the account's records, which the sign-in names. It checks
 * passwords, tokens and their ages, rate windows and records, and does what is known to go wrong. It shares no code with Herald's channel.
 */
public final class BlueskyStub implements AutoCloseable {
    public static final String HANDLE = "status.example.com";
    public static final String PASSWORD = "abcd-efgh-2345-mnop";
    public static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";

    private final List<XRequest> atEntrance = new CopyOnWriteArrayList<>();
    private final List<XRequest> atHost = new CopyOnWriteArrayList<>();
    private final XFaults writeFaults = new XFaults();
    private final XFaults readFaults = new XFaults();
    private final XFaults signInFaults = new XFaults();
    private final BlueskyServer server;
    private final XWire entrance;
    private final XWire host;

    private BlueskyStub(Clock clock) {
        server = new BlueskyServer(clock, this::hostUrl);
        entrance = new XWire(0, this::enter);
        host = new XWire(0, this::serve);
    }

    public static BlueskyStub start() {
        return start(Clock.systemUTC());
    }

    /** With tokens and windows in the time of {@code clock}. */
    public static BlueskyStub start(Clock clock) {
        return new BlueskyStub(clock);
    }

    /** Where accounts sign in; it keeps no records. */
    public String baseUrl() {
        return "http://127.0.0.1:" + entrance.port();
    }

    /** Where the account's records are. */
    public String hostUrl() {
        return "http://127.0.0.1:" + host.port();
    }

    /** What stands there, by name and so by time. */
    public List<BlueskyPost> posts() {
        return server.posts();
    }

    /** How often this was called, at whichever server. */
    public long calls(String procedure) {
        return List.of(atEntrance, atHost).stream()
                .flatMap(List::stream)
                .filter(request -> request.path().equals("/xrpc/" + procedure))
                .count();
    }

    /** What came to the server that keeps the records. */
    public List<XRequest> requestsToHost() {
        return List.copyOf(atHost);
    }

    /** What goes wrong with the next writes, one fault each. */
    public BlueskyStub plan(XFault... faults) {
        writeFaults.add(List.of(faults));
        return this;
    }

    /** What goes wrong with every write once the plan is used up, until {@link #heal()}. */
    public BlueskyStub forever(XFault fault) {
        writeFaults.last(fault);
        return this;
    }

    /** What goes wrong with every look at a record, until {@link #heal()}. */
    public BlueskyStub foreverReading(XFault fault) {
        readFaults.last(fault);
        return this;
    }

    public BlueskyStub planSignIn(XFault... faults) {
        signInFaults.add(List.of(faults));
        return this;
    }

    public BlueskyStub heal() {
        writeFaults.heal();
        readFaults.heal();
        signInFaults.heal();
        return this;
    }

    /** How long an access token is good; two hours, unless told otherwise. */
    public BlueskyStub accessFor(Duration length) {
        server.accessFor = length;
        return this;
    }

    /** No token given out so far is good any more. */
    public BlueskyStub forgetTokens() {
        server.forgetTokens();
        return this;
    }

    /** The app password is taken back, and its sessions with it. */
    public BlueskyStub revokePassword() {
        server.revoked = true;
        server.forgetTokens();
        return this;
    }

    /** Sign-ins in five minutes (30) and points of writing in an hour (5,000; a post takes 2). */
    public BlueskyStub limits(int signIns, int points) {
        server.signInsPerWindow = signIns;
        server.pointsPerHour = points;
        return this;
    }

    /** The account as moderators leave it, such as {@code takendown} or {@code deactivated}. */
    public BlueskyStub shut(String status) {
        server.shut = status;
        return this;
    }

    public void deleteByHand(String rkey) {
        server.delete(rkey);
    }

    public void editByHand(String rkey, String text) {
        server.edit(rkey, text);
    }

    @Override
    public void close() {
        entrance.close();
        host.close();
    }

    private XWire.Reaction enter(XRequest request) {
        atEntrance.add(request);
        return signInFaults
                .take()
                .map(fault -> react(request, fault, server::answerAtEntrance))
                .orElseGet(() -> new XWire.Reaction(server.answerAtEntrance(request), XFault.Ending.ANSWER));
    }

    private XWire.Reaction serve(XRequest request) {
        atHost.add(request);
        var refusal = server.refusal(request);
        if (refusal.isPresent()) {
            return new XWire.Reaction(refusal.get(), XFault.Ending.ANSWER);
        }
        var faults = request.method().equals("POST")
                ? writeFaults
                : request.path().endsWith(".getRecord") ? readFaults : new XFaults();
        return faults.take()
                .map(fault -> react(request, fault, server::answerAtHost))
                .orElseGet(() -> new XWire.Reaction(server.answerAtHost(request), XFault.Ending.ANSWER));
    }

    private interface Honest {
        XAnswer answer(XRequest request);
    }

    private static XWire.Reaction react(XRequest request, XFault fault, Honest server) {
        if (fault.delay().isPositive()) {
            Thread.ofVirtual().name("bluesky-stub-late").start(() -> answerLate(request, fault.delay(), server));
            return new XWire.Reaction(XAnswer.nothingHere(), fault.ending());
        }
        var honest = fault.accepts() ? server.answer(request) : XAnswer.nothingHere();
        return new XWire.Reaction(fault.told(honest), fault.ending());
    }

    private static void answerLate(XRequest request, Duration delay, Honest server) {
        try {
            Thread.sleep(delay);
            server.answer(request);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
