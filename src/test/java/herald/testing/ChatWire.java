package herald.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

/** The socket of a stand-in for a chat: keeps every request, and lets go wrong what is planned for those that post. */
final class ChatWire implements AutoCloseable {
    private final List<XRequest> requests = new CopyOnWriteArrayList<>();
    private final Deque<ChatFault> faults = new ArrayDeque<>();
    private final Predicate<XRequest> posts;
    private final Function<XRequest, XAnswer> honest;
    private final XWire wire;
    private Optional<ChatFault> lasting = Optional.empty();

    /**
     * @param posts whether a request posts, edits or deletes, so that the plan is for it
     * @param honest does what a request asks and answers
     */
    ChatWire(Predicate<XRequest> posts, Function<XRequest, XAnswer> honest) {
        this.posts = posts;
        this.honest = honest;
        wire = new XWire(0, this::react);
        wire.patience(Duration.ofSeconds(20));
        wire.drip(Duration.ofMillis(100));
    }

    String url() {
        return "http://127.0.0.1:" + wire.port();
    }

    List<XRequest> requests() {
        return List.copyOf(requests);
    }

    synchronized void plan(ChatFault... next) {
        faults.addAll(List.of(next));
    }

    synchronized void forever(ChatFault fault) {
        lasting = Optional.of(fault);
    }

    synchronized void heal() {
        faults.clear();
        lasting = Optional.empty();
    }

    @Override
    public void close() {
        wire.close();
    }

    private XWire.Reaction react(XRequest request) {
        requests.add(request);
        var fault = posts.test(request) ? next() : Optional.<ChatFault>empty();
        return fault.map(it -> new XWire.Reaction(
                        it.told(it.accepts() ? answer(request) : XAnswer.nothingHere()), it.ending()))
                .orElseGet(() -> new XWire.Reaction(answer(request), XFault.Ending.ANSWER));
    }

    /** One at a time, as there is one ledger. */
    private synchronized XAnswer answer(XRequest request) {
        return honest.apply(request);
    }

    private synchronized Optional<ChatFault> next() {
        return Optional.ofNullable(faults.poll()).or(() -> lasting);
    }
}
