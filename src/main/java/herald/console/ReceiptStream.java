package herald.console;

import herald.delivery.ReceiptChanged;
import herald.staff.Session;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.sse.Event;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Tells an open incident's screen that its receipts have moved, as server-sent events. A delivery may have been made by another
 * node, which this one does not hear of: so a beat every few seconds makes the screen look as well.
 */
@Controller("/console/incidents")
class ReceiptStream {

    private static final Duration BEAT = Duration.ofSeconds(5);
    /** A stream ends and is asked for again, so that nobody listens longer than they are signed in. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Sinks.Many<ReceiptChanged> changes = Sinks.many().multicast().directBestEffort();
    private final Screens screens;

    ReceiptStream(Screens screens) {
        this.screens = screens;
    }

    @EventListener
    void onChange(ReceiptChanged change) {
        synchronized (changes) {
            changes.tryEmitNext(change);
        }
    }

    @Get(value = "/{code}/events", produces = MediaType.TEXT_EVENT_STREAM)
    @ExecuteOn(TaskExecutors.BLOCKING)
    Publisher<Event<String>> events(Session session, String code) {
        var incident = screens.place(code).story().incident().id();
        var moved = changes.asFlux()
                .filter(change -> incident.equals(change.incidentId()))
                .map(_ -> Event.of("moved").name("receipts"));
        var beats = Flux.interval(BEAT).map(_ -> Event.of("look").name("receipts"));
        return Flux.merge(Flux.just(Event.of("open").name("open")), moved, beats)
                .take(LONGEST);
    }
}
