package herald.site;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.EventExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the connections of one of the server's threads share: the seconds as they pass, the first lines of answers with the date of
 * the second, and those who wait for changes. Used by that thread alone.
 */
final class Loop {

    /** What an answer says of the connection. */
    enum Stay {
        /** HTTP/1.1 stays by itself. */
        UNSAID(""),
        KEEP("Connection: keep-alive\r\n"),
        CLOSE("Connection: close\r\n");

        private final String header;

        Stay(String header) {
            this.header = header;
        }
    }

    /** Something with deadlines. */
    interface Watched {

        /** Each second. */
        void tick(int now);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    /** As HTTP wants it: always two digits for the day (RFC 9110 §5.6.7). */
    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int LOWEST = 200;
    private static final int HIGHEST = 599;
    /** So many viewers are told before other connections have their turn. */
    private static final int AT_ONCE = 32;

    private final EventExecutor thread;
    private final Set<Watched> watched = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Connection> viewers = new LinkedHashSet<>();
    private final ArrayDeque<Tidings> tidings = new ArrayDeque<>();
    private final Map<Stay, ByteBuf[]> firstLines = new EnumMap<>(Stay.class);
    private int now = 1;

    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the thread
    Loop(EventExecutor thread) {
        this.thread = thread;
        for (var stay : Stay.values()) {
            firstLines.put(stay, new ByteBuf[HIGHEST - LOWEST + 1]);
        }
        thread.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    EventExecutor thread() {
        return thread;
    }

    /** Seconds since the start; never 0. */
    int now() {
        return now;
    }

    void add(Watched connection) {
        watched.add(connection);
    }

    void addViewer(Connection viewer) {
        viewers.add(viewer);
    }

    void remove(Watched connection) {
        watched.remove(connection);
    }

    void removeViewer(Connection viewer) {
        viewers.remove(viewer);
    }

    /** Status, date and connection of an answer; the caller's to release. */
    ByteBuf firstLines(int status, Stay stay) {
        var ofStay = firstLines.get(stay);
        var lines = ofStay[status - LOWEST];
        if (lines == null) {
            var text = "HTTP/1.1 " + HttpResponseStatus.valueOf(status) + "\r\nDate: " + DATE.format(Instant.now())
                    + "\r\n" + stay.header;
            lines = Unpooled.directBuffer(text.length()).writeBytes(text.getBytes(StandardCharsets.US_ASCII));
            ofStay[status - LOWEST] = lines;
        }
        return lines.retainedDuplicate();
    }

    /** Tells the viewers of a page; of two tidings the first reaches everybody first. */
    void tell(Tidings news) {
        tidings.add(news);
        if (tidings.size() == 1) {
            tellSome(viewers.toArray(Connection[]::new), 0);
        }
    }

    private void tellSome(Connection[] all, int from) {
        var news = tidings.element();
        int to = Math.min(all.length, from + AT_ONCE);
        for (int i = from; i < to; i++) {
            attempt(all[i], viewer -> viewer.tell(news));
        }
        if (to < all.length) {
            afterOthers(() -> tellSome(all, to));
            return;
        }
        tidings.remove();
        if (!tidings.isEmpty()) {
            afterOthers(() -> tellSome(viewers.toArray(Connection[]::new), 0));
        }
    }

    /** A moment later: tasks without one are run in dozens before a connection is looked at. */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the thread
    private void afterOthers(Runnable task) {
        thread.schedule(task, 1, TimeUnit.MILLISECONDS);
    }

    /** One that fails must not keep the others from their turn, now and for ever. */
    private static <T> void attempt(T connection, Consumer<T> what) {
        try {
            what.accept(connection);
        } catch (RuntimeException | OutOfMemoryError mistake) {
            LOG.error("A connection could not be looked after", mistake);
        }
    }

    /** Every viewer asks again, each after its own pause. */
    void sendViewersAway() {
        viewers.forEach(Connection::close);
    }

    private void tick() {
        now++;
        for (var ofStay : firstLines.values()) {
            Arrays.stream(ofStay).filter(Objects::nonNull).forEach(ByteBuf::release);
            Arrays.fill(ofStay, null);
        }
        // A copy: closing one takes it out.
        for (var connection : watched.toArray(Watched[]::new)) {
            attempt(connection, one -> one.tick(now));
        }
    }
}
