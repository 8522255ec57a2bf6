package herald.site;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** An open tab as a browser keeps it: where its stream ends it comes back after the pause it was given, with the last id it heard. */
final class Tab implements AutoCloseable {

    /** @param changed as it stands in the event */
    record Event(String id, String changed) {

        long version() {
            return Long.parseLong(id.substring(0, id.indexOf('.')));
        }

        /** Whether the front page is to be fetched anew. */
        boolean isOfFront() {
            return changed.equals("null") || changed.contains("\"/\"");
        }
    }

    private static final Pattern CHANGED = Pattern.compile("data: .*\"changed\":(.*),\"spread\":[0-9]+}");

    /** The pauses are kept in proportion: all come back within three seconds, which is harder on a node than fifteen. */
    private static final int HASTE = 5;

    private final int[] ports;
    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile int before;
    private volatile int pause;
    private volatile boolean closed;
    private volatile RawClient client;

    private Tab(int... ports) {
        this.ports = ports;
    }

    /** Listens at the first port, and at the second when that has ended. */
    static Tab open(int first, int second) {
        var tab = new Tab(first, second);
        Thread.ofVirtual().start(tab::listen);
        return tab;
    }

    List<Event> heard() {
        return List.copyOf(heard);
    }

    /** How often it was let in. */
    int connections() {
        return connections.get();
    }

    /** What it was told first when it had come back. */
    Event welcomeAgain() {
        return heard.get(before);
    }

    /** The {@code retry} it was given last, in milliseconds. */
    int pause() {
        return pause;
    }

    @Override
    public void close() {
        closed = true;
        try {
            client.close();
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }

    private void listen() {
        while (!closed) {
            try (var stream = new RawClient(ports[Math.min(connections.get(), ports.length - 1)], 0)) {
                client = stream.patience(60_000);
                listen(stream);
            } catch (IOException ended) {
                LockSupport.parkNanos(Duration.ofMillis(pause / HASTE).toNanos());
            }
        }
    }

    private void listen(RawClient stream) throws IOException {
        var last = heard.isEmpty()
                ? new String[0]
                : new String[] {"Last-Event-ID: " + heard.getLast().id()};
        if (stream.get("/events", last).response(false).status() != 200) {
            throw new IOException("not let in");
        }
        before = heard.size();
        connections.incrementAndGet();
        pause = Integer.parseInt(stream.line().substring("retry: ".length()));
        var event = new ArrayList<String>();
        while (!closed) {
            var line = stream.line();
            if (!line.isEmpty()) {
                event.add(line);
            } else {
                hear(event);
                event.clear();
            }
        }
    }

    private void hear(List<String> lines) {
        if (lines.getFirst().startsWith("id: ")) {
            var changed = CHANGED.matcher(lines.getLast());
            heard.add(new Event(
                    lines.getFirst().substring("id: ".length()), changed.matches() ? changed.group(1) : "unread"));
        }
    }
}
