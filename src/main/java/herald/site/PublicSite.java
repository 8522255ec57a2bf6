package herald.site;

import herald.site.Reply.Changes;
import herald.site.Reply.Form;
import herald.site.Reply.Whole;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Answers readers whose requests do not pass a {@link Connection}: all of them where {@code micronaut.server.http-version} is 2.0 and
 * there is no TLS, and with TLS those over HTTP/2.
 */
@ServerFilter("/**")
class PublicSite {

    private final Site site;

    PublicSite(Site site) {
        this.site = site;
    }

    /** Null for what is not public. */
    @RequestFilter
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @Nullable
    HttpResponse<?> answer(HttpRequest<?> request) {
        return switch (site.reply(new MicronautAsked(request))) {
            case null -> null;
            case Whole whole -> response(whole);
            // One stream among many on a connection has no buffer of its own to be measured: such a tab asks now and
            // then.
            case Changes _ -> response(new Whole(FixedAnswers.TOO_MANY_VIEWERS, Form.PLAIN, false));
        };
    }

    private static MutableHttpResponse<byte[]> response(Whole whole) {
        var answer = whole.answer();
        var response = HttpResponse.<byte[]>status(HttpStatus.valueOf(answer.status(whole.form())));
        var body = answer.body(whole.form());
        answer.headers(whole.form(), body.length).forEach(header -> response.header(header.name(), header.value()));
        return whole.bodiless() || body.length == 0 ? response : response.body(body);
    }

    private record MicronautAsked(HttpRequest<?> request) implements Asked {

        @Override
        public String method() {
            return request.getMethodName();
        }

        @Override
        public String target() {
            return request.getUri().toString();
        }

        @Override
        public @Nullable String header(CharSequence name) {
            return request.getHeaders().get(name);
        }
    }
}
