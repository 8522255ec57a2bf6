package herald.site;

import io.netty.util.concurrent.EventExecutor;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's threads that have had a connection. */
@Singleton
class Loops {

    private static final Logger LOG = LoggerFactory.getLogger(Loops.class);

    private final Map<EventExecutor, Loop> loops = new ConcurrentHashMap<>();

    Loop of(EventExecutor thread) {
        return loops.computeIfAbsent(thread, Loop::new);
    }

    /** Runs {@code task} for each, on its own thread. */
    void onEach(Consumer<Loop> task) {
        for (var loop : loops.values()) {
            try {
                loop.thread().execute(() -> task.accept(loop));
            } catch (RejectedExecutionException stopped) {
                LOG.debug("A thread of the server has ended: {}", stopped.toString());
            }
        }
    }
}
