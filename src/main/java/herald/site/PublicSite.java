package herald.site;

import herald.publish.PageSnapshot;
import herald.publish.SnapshotStore;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.List;
import java.util.Optional;

/** Answers readers from the newest snapshot of the page that their host name leads to. */
@ServerFilter("/**")
class PublicSite {

    /** What others answer: staff's console, machines, operators, and the stream of events. */
    private static final List<String> NOT_PUBLIC =
            List.of("/console", "/v1", "/health", "/metrics", "/events", "/operator");

    private static final String API = "/api/";
    private static final String SHORT_LINK = "/i/";

    private final SnapshotStore store;

    PublicSite(SnapshotStore store) {
        this.store = store;
    }

    /** Null for what is not public. */
    @RequestFilter
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @Nullable
    HttpResponse<?> answer(HttpRequest<?> request) {
        var path = request.getUri().getRawPath();
        if (NOT_PUBLIC.stream().anyMatch(place -> path.equals(place) || path.startsWith(place + "/"))) {
            return null;
        }
        if (request.getMethod() != HttpMethod.GET && request.getMethod() != HttpMethod.HEAD) {
            return Answers.bare(HttpStatus.METHOD_NOT_ALLOWED).header(HttpHeaders.ALLOW, "GET, HEAD");
        }
        return store.forHost(request.getHeaders().get(HttpHeaders.HOST))
                .<HttpResponse<?>>map(page -> answer(request, path, page))
                .orElseGet(() -> Answers.nothingYet(request, path.startsWith(API)));
    }

    private static MutableHttpResponse<?> answer(HttpRequest<?> request, String path, PageSnapshot page) {
        var document = page.document(asNumbered(request, path));
        if (document.isPresent()) {
            return Answers.document(request, document.get(), HttpStatus.OK, path.startsWith(API));
        }
        var elsewhere = elsewhere(path, page);
        if (elsewhere.isPresent()) {
            return Answers.bare(HttpStatus.FOUND).header(HttpHeaders.LOCATION, elsewhere.get());
        }
        return path.startsWith(API)
                ? Answers.noSuchAnswer(request)
                : Answers.document(request, page.notFound(path), HttpStatus.NOT_FOUND, false);
    }

    /** Statuspage's {@code /history?page=2} is our {@code /history/2}. */
    private static String asNumbered(HttpRequest<?> request, String path) {
        var page = path.endsWith("/history") ? request.getParameters().get("page") : null;
        return page == null || page.equals("1") ? path : path + "/" + page;
    }

    /** Where a short link leads, a front page without its slash, and the first language under its own name. */
    private static Optional<String> elsewhere(String path, PageSnapshot page) {
        if (path.startsWith(SHORT_LINK)) {
            return Optional.of("/incidents/" + path.substring(SHORT_LINK.length()))
                    .filter(incident -> page.document(incident).isPresent());
        }
        var first = "/" + page.languages().getFirst();
        if (path.equals(first)) {
            return Optional.of("/");
        }
        var target = path.startsWith(first + "/") ? path.substring(first.length()) : path + "/";
        return Optional.of(target).filter(there -> page.document(there).isPresent());
    }
}
