package herald.api;

import herald.staff.Actor;
import herald.staff.ApiKeys;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/** Lets nobody into v1 without a key, and no answer out that is not in its shape. */
@ServerFilter("/v1/**")
class Gate {

    private static final String ACTOR = "herald.api.actor";

    private final ApiKeys keys;
    private final Failures failures;

    Gate(ApiKeys keys, Failures failures) {
        this.keys = keys;
        this.failures = failures;
    }

    /** Who calls. */
    static Actor actor(HttpRequest<?> request) {
        return request.getAttribute(ACTOR, Actor.class).orElseThrow();
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> enter(HttpRequest<?> request) {
        try {
            var actor = key(request).flatMap(keys::find);
            actor.ifPresent(known -> request.setAttribute(ACTOR, known));
            return actor.isPresent() ? null : failures.unauthorised().contentType(MediaType.APPLICATION_JSON_TYPE);
        } catch (RuntimeException failure) {
            return failures.answer(failure).contentType(MediaType.APPLICATION_JSON_TYPE);
        }
    }

    @ResponseFilter
    HttpResponse<?> leave(HttpRequest<?> request, HttpResponse<?> response) {
        boolean ours = response.code() < 400
                || response.getBody(Failures.Failed.class).isPresent()
                || response.getBody(Failures.Stale.class).isPresent();
        var answer = (ours ? response : failures.answer(response.code())).toMutableResponse();
        return answer.header("Cache-Control", "no-store").contentType(Calls.JSON);
    }

    /** The key, behind any scheme's name or none: clients in the wild write OAuth, Bearer, API Key and nothing. */
    private static Optional<String> key(HttpRequest<?> request) {
        return request.getHeaders()
                .findFirst("Authorization")
                .map(header -> header.strip().replaceFirst("(?s)^.*\\s", ""))
                .or(() -> request.getParameters().getFirst("api_key"))
                .filter(key -> !key.isEmpty());
    }
}
