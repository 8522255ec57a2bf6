package herald.api;

import herald.component.ComponentNotFoundException;
import herald.database.DatabaseDown;
import herald.database.KeyInUseException;
import herald.database.KeyReusedException;
import herald.database.LostRaceException;
import herald.delivery.TargetNotFoundException;
import herald.incident.IncidentNotFoundException;
import herald.incident.PostmortemNotFoundException;
import herald.incident.StaleIncidentException;
import herald.page.InvalidException;
import herald.page.PageNotFoundException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What v1 answers when something went wrong: the one place where exceptions become numbers. */
@Singleton
class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final Map<Integer, String> WORDS = Map.of(
            401,
            "Could not authenticate",
            404,
            "not found",
            405,
            "This path does not take that method.",
            413,
            "The request's body is too long.");

    private final IncidentViews incidents;

    Failures(IncidentViews incidents) {
        this.incidents = incidents;
    }

    /**
     * What Statuspage's clients look for, in both places where they look.
     *
     * @param error a text, or the list of what is wrong
     */
    @Serdeable
    record Failed(Object error, String message) {}

    /** @param incident as it stands now */
    @Serdeable
    record Stale(String error, String message, IncidentView incident) {}

    MutableHttpResponse<?> answer(Throwable failure) {
        return switch (failure) {
            case InvalidException invalid ->
                HttpResponse.status(HttpStatus.UNPROCESSABLE_ENTITY)
                        .body(new Failed(invalid.problems(), invalid.getMessage()));
            case MalformedBodyException malformed -> says(HttpStatus.BAD_REQUEST, malformed);
            case TooLongException tooLong -> says(HttpStatus.REQUEST_ENTITY_TOO_LARGE, tooLong);
            case PageNotFoundException missing -> missing(missing);
            case ComponentNotFoundException missing -> missing(missing);
            case IncidentNotFoundException missing -> missing(missing);
            case PostmortemNotFoundException missing -> missing(missing);
            case TargetNotFoundException missing -> missing(missing);
            case DeliveryNotFoundException missing -> missing(missing);
            case KeyInUseException busy -> says(HttpStatus.CONFLICT, busy).header("Retry-After", "1");
            case KeyReusedException reused -> says(HttpStatus.UNPROCESSABLE_ENTITY, reused);
            case LostRaceException lost ->
                says(HttpStatus.SERVICE_UNAVAILABLE, lost).header("Retry-After", "1");
            case StaleIncidentException stale ->
                HttpResponse.status(HttpStatus.PRECONDITION_FAILED)
                        .header("ETag", "\"" + stale.now().incident().version() + "\"")
                        .body(new Stale(stale.getMessage(), stale.getMessage(), incidents.of(stale.now())));
            case Throwable down when DatabaseDown.explains(down) -> silent();
            default -> {
                LOG.error("A call of the API failed", failure);
                yield HttpResponse.serverError(new Failed(
                        "Herald failed at this. The reason stands in its log.",
                        "Herald failed at this. The reason stands in its log."));
            }
        };
    }

    /** For answers that the server gave by itself, before any call was reached. */
    MutableHttpResponse<?> answer(int status) {
        var words = WORDS.getOrDefault(status, HttpStatus.valueOf(status).getReason());
        return HttpResponse.status(HttpStatus.valueOf(status)).body(new Failed(words, words));
    }

    private static MutableHttpResponse<?> silent() {
        var words = "The database does not answer, so nothing was read or saved. Readers still see the page. Try again"
                + " soon.";
        return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header("Retry-After", "2")
                .body(new Failed(words, words));
    }

    private static MutableHttpResponse<?> missing(RuntimeException failure) {
        return HttpResponse.status(HttpStatus.NOT_FOUND).body(new Failed("not found", failure.getMessage()));
    }

    private static MutableHttpResponse<?> says(HttpStatus status, RuntimeException failure) {
        return HttpResponse.status(status).body(new Failed(failure.getMessage(), failure.getMessage()));
    }

    /** Statuspage's answer to whoever has no key. */
    MutableHttpResponse<?> unauthorised() {
        return HttpResponse.status(HttpStatus.UNAUTHORIZED)
                .header("WWW-Authenticate", "OAuth")
                .body(new Failed(
                        "Could not authenticate",
                        "Send an API key: Authorization: OAuth KEY. Keys are made in the console."));
    }
}
