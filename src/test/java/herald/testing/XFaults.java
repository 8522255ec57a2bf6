package herald.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What will go wrong with the next requests of one kind: first the queue, then whatever is wrong for good. */
final class XFaults {
    private final Deque<XFault> next = new ArrayDeque<>();
    private Optional<XFault> lasting = Optional.empty();

    synchronized void add(List<XFault> faults) {
        next.addAll(faults);
    }

    synchronized void last(XFault fault) {
        lasting = Optional.of(fault);
    }

    synchronized void heal() {
        next.clear();
        lasting = Optional.empty();
    }

    synchronized Optional<XFault> take() {
        return Optional.ofNullable(next.poll()).or(() -> lasting);
    }

    synchronized int waiting() {
        return next.size();
    }
}
