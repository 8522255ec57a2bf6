package herald.site;

import herald.publish.Document;
import herald.publish.PageSnapshot;
import herald.publish.SnapshotStore;
import herald.site.Reply.Changes;
import herald.site.Reply.Form;
import herald.site.Reply.Whole;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Decides what a reader gets: from the newest snapshot of the page that the host name leads to, and from nothing else of the request
 * than its method, its address and what the reader has and takes.
 */
@Singleton
class Site {

    /** What others answer: staff's console, machines, operators. */
    private static final List<String> NOT_PUBLIC = List.of("/console", "/v1", "/health", "/metrics", "/operator");

    private static final String EVENTS = "/events";
    private static final String SHORT_LINK = "/i/";
    private static final String SUBSCRIBERS = "/api/v2/subscribers.json";

    private final SnapshotStore store;
    private final AnswerCache cache;

    Site(SnapshotStore store, AnswerCache cache) {
        this.store = store;
        this.cache = cache;
    }

    /** Null for what is not public. */
    @Nullable
    Reply reply(Asked asked) {
        var target = asked.target();
        var host = asked.header("Host");
        if (target.isEmpty() || target.charAt(0) != '/') {
            // RFC 9112 §3.2.2: a whole URL as target names the host by itself.
            int name = target.indexOf("://") + 3;
            if (!target.startsWith("http") || name == 2) {
                return fixed(asked, FixedAnswers.MALFORMED);
            }
            int path = target.indexOf('/', name);
            host = target.substring(name, path < 0 ? target.length() : path);
            target = path < 0 ? "/" : target.substring(path);
        }
        int query = target.indexOf('?');
        var path = query < 0 ? target : target.substring(0, query);
        return isPublic(path) ? reply(asked, path, query < 0 ? "" : target.substring(query + 1), host) : null;
    }

    private static boolean isPublic(String path) {
        for (var place : NOT_PUBLIC) {
            if (path.startsWith(place) && (path.length() == place.length() || path.charAt(place.length()) == '/')) {
                return false;
            }
        }
        return true;
    }

    private Reply reply(Asked asked, String path, String query, @Nullable String host) {
        boolean reads = asked.method().equals("GET") || asked.method().equals("HEAD");
        if (path.equals(SUBSCRIBERS)) {
            return fixed(
                    asked,
                    asked.method().equals("OPTIONS")
                            ? FixedAnswers.SUBSCRIBERS_PREFLIGHT
                            : FixedAnswers.SUBSCRIBING_IS_ELSEWHERE);
        }
        if (asked.method().equals("OPTIONS")) {
            return fixed(asked, Headers.isForAll(path) ? FixedAnswers.PREFLIGHT : FixedAnswers.OPTIONS);
        }
        if (path.equals(EVENTS) && asked.method().equals("HEAD")) {
            return fixed(asked, FixedAnswers.NO_HEAD_OF_EVENTS);
        }
        if (!reads) {
            return fixed(asked, Headers.isApi(path) ? FixedAnswers.NO_WRITES_JSON : FixedAnswers.NO_WRITES);
        }
        var page = store.forHost(host);
        if (page.isEmpty()) {
            return fixed(asked, Headers.isForAll(path) ? FixedAnswers.NOTHING_YET_JSON : FixedAnswers.NOTHING_YET);
        }
        return path.equals(EVENTS)
                ? new Changes(page.get(), asked.header("Last-Event-ID"))
                : ofPage(asked, Addresses.numbered(path, query), query, page.get());
    }

    private Reply ofPage(Asked asked, String path, String query, PageSnapshot page) {
        var answer = cache.answer(page, path);
        if (answer != null) {
            return document(asked, Addresses.isAhead(query, page) ? unkept(answer, path) : answer);
        }
        var elsewhere = elsewhere(path, page);
        if (elsewhere.isPresent()) {
            return fixed(asked, FixedAnswers.elsewhere(elsewhere.get()));
        }
        return Headers.isApi(path) ? fixed(asked, FixedAnswers.NO_SUCH_ANSWER) : notFound(asked, path, query, page);
    }

    private Reply notFound(Asked asked, String path, String query, PageSnapshot page) {
        var answer = cache.notFound(page, path);
        return document(asked, Addresses.isAhead(query, page) ? unkept(answer, "") : answer);
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

    /** This answer under the address of a newer snapshot that this node does not have yet: no cache may keep it there. */
    private static Answer unkept(Answer answer, String path) {
        Document document = answer.document();
        return Answer.of(answer.status(Form.PLAIN), Headers.of(document, path, "no-store"), document, null);
    }

    private static Reply document(Asked asked, Answer answer) {
        Document document = answer.document();
        var form = answer.status(Form.PLAIN) == 200 && Preferences.has(asked.header("If-None-Match"), document.etag())
                ? Form.NOT_MODIFIED
                : document.gzip() != null && Preferences.takesGzip(asked.header("Accept-Encoding"))
                        ? Form.GZIP
                        : Form.PLAIN;
        return new Whole(answer, form, asked.method().equals("HEAD"));
    }

    private static Reply fixed(Asked asked, Answer answer) {
        return new Whole(answer, Form.PLAIN, asked.method().equals("HEAD"));
    }
}
