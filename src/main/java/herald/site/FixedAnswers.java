package herald.site;

import herald.site.Headers.Header;

/** Answers that hold nothing of a page. */
final class FixedAnswers {

    private static final String JSON = "application/json; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final Header SOON = new Header("Retry-After", "5");
    private static final Header LISTENS = new Header("Allow", "GET, OPTIONS");
    private static final Header READS = new Header("Allow", "GET, HEAD, OPTIONS");

    static final Answer MALFORMED = plain(400, "This is no request that HTTP knows.");
    static final Answer LONG_ADDRESS = plain(414, "This address is too long.");
    static final Answer LONG_HEADERS = plain(431, "These headers are too long.");
    static final Answer UNKNOWN_VERSION = plain(505, "HTTP/1.1, please.");

    static final Answer MISTAKE = plain(500, "Something went wrong here. Please try again.");

    static final Answer NO_WRITES = plain(405, "This address is for reading.", READS);
    static final Answer NO_HEAD_OF_EVENTS = plain(405, "A stream has no end to tell of beforehand.", LISTENS);
    static final Answer NO_WRITES_JSON = json(405, "This address is for reading. The manage API is at /v1.", READS);
    static final Answer NO_SUCH_ANSWER = json(404, "There is nothing at this address.");

    static final Answer NOTHING_YET_JSON =
            json(503, "This status page is just starting. Please try again in a few seconds.", SOON);
    static final Answer NOTHING_YET = Answer.of(503, Headers.passing(true, SOON), HTML, """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="refresh" content="5">
        <title>Status page starting</title>
        <h1>This status page is just starting</h1>
        <p>It cannot say yet how things are. This page looks again every five seconds.</p>
        """);

    static final Answer TOO_MANY_VIEWERS = plain(
            503, "Enough are listening here. Please ask again from time to time.", new Header("Retry-After", "60"));

    static final Answer OPTIONS = Answer.empty(204, Headers.passing(false, READS));
    static final Answer PREFLIGHT = preflight("GET, HEAD, OPTIONS");
    static final Answer SUBSCRIBERS_PREFLIGHT = preflight("GET, POST, DELETE, OPTIONS");
    static final Answer SUBSCRIBING_IS_ELSEWHERE = json(
            405,
            "Nobody can subscribe over this API. Follow the page with a feed reader at /history.atom, or see"
                    + " /subscribe.",
            new Header("Allow", "OPTIONS"));

    private FixedAnswers() {}

    static Answer elsewhere(String path) {
        return Answer.empty(302, Headers.passing(Headers.isForAll(path), new Header("Location", path)));
    }

    private static Answer plain(int status, String text, Header... more) {
        return Answer.of(status, Headers.passing(false, more), TEXT, text + "\n");
    }

    private static Answer json(int status, String text, Header... more) {
        return Answer.of(status, Headers.passing(true, more), JSON, "{\"error\":\"" + text + "\"}");
    }

    private static Answer preflight(String methods) {
        return Answer.empty(
                204,
                Headers.passing(
                        true,
                        new Header("Access-Control-Allow-Methods", methods),
                        new Header("Access-Control-Allow-Headers", "Content-Type, Authorization"),
                        new Header("Access-Control-Max-Age", "86400"),
                        new Header("Allow", methods)));
    }
}
