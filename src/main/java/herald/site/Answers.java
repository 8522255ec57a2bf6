package herald.site;

import herald.publish.Document;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** What goes over the wire to readers, with the headers that keep it safe and cacheable. */
final class Answers {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; base-uri"
                    + " 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String RETRY_SECONDS = "5";
    private static final byte[] NO_SUCH_ANSWER =
            "{\"error\":\"There is nothing at this address.\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NOTHING_YET_JSON =
            "{\"error\":\"This status page is just starting. Please try again in a few seconds.\"}"
                    .getBytes(StandardCharsets.UTF_8);
    private static final byte[] NOTHING_YET_HTML = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="refresh" content="5">
        <title>Status page starting</title>
        <h1>This status page is just starting</h1>
        <p>It cannot say yet how things are. This page looks again every five seconds.</p>
        """.getBytes(StandardCharsets.UTF_8);

    private Answers() {}

    /** Without a body. */
    static MutableHttpResponse<byte[]> bare(HttpStatus status) {
        return HttpResponse.<byte[]>status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CONTENT_LENGTH, "0");
    }

    /**
     * A document, compressed for those who take it so; 304 for those who have it (RFC 9110 §13.1.2).
     *
     * @param forAll whether other sites' scripts may read it
     */
    static MutableHttpResponse<byte[]> document(
            HttpRequest<?> request, Document document, HttpStatus status, boolean forAll) {
        boolean known = status == HttpStatus.OK && isKnown(request, document);
        var answer = HttpResponse.<byte[]>status(known ? HttpStatus.NOT_MODIFIED : status)
                .header(HttpHeaders.CACHE_CONTROL, document.caching().header())
                .header(HttpHeaders.ETAG, document.etag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        protect(answer);
        if (forAll) {
            answer.header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        }
        if (known) {
            return answer;
        }
        boolean compressed = document.gzip() != null && takesGzip(request);
        if (compressed) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return body(request, answer, document.contentType(), compressed ? document.gzip() : document.bytes());
    }

    /** The API's word for an address that leads nowhere. */
    static MutableHttpResponse<byte[]> noSuchAnswer(HttpRequest<?> request) {
        return body(request, forAll(HttpStatus.NOT_FOUND), JSON, NO_SUCH_ANSWER);
    }

    /** There has never been a snapshot: the first start, and the database is away. */
    static MutableHttpResponse<byte[]> nothingYet(HttpRequest<?> request, boolean json) {
        var answer = forAll(HttpStatus.SERVICE_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        return json
                ? body(request, answer, JSON, NOTHING_YET_JSON)
                : body(request, answer, "text/html; charset=utf-8", NOTHING_YET_HTML);
    }

    private static MutableHttpResponse<byte[]> forAll(HttpStatus status) {
        var answer = HttpResponse.<byte[]>status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        protect(answer);
        return answer;
    }

    private static void protect(MutableHttpResponse<?> answer) {
        answer.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "strict-origin-when-cross-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin");
    }

    private static MutableHttpResponse<byte[]> body(
            HttpRequest<?> request, MutableHttpResponse<byte[]> answer, String contentType, byte[] bytes) {
        answer.header(HttpHeaders.CONTENT_TYPE, contentType)
                .header(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length));
        return request.getMethod() == HttpMethod.HEAD ? answer : answer.body(bytes);
    }

    private static boolean isKnown(HttpRequest<?> request, Document document) {
        return request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .anyMatch(
                        tag -> tag.equals("*") || tag.equals(document.etag()) || ("W/" + tag).equals(document.etag()));
    }

    /** {@code gzip}, unless it is given a weight of nothing (RFC 9110 §12.5.3). */
    private static boolean takesGzip(HttpRequest<?> request) {
        return request.getHeaders().getAll(HttpHeaders.ACCEPT_ENCODING).stream()
                .flatMap(header -> Arrays.stream(header.toLowerCase(Locale.ROOT).split(",")))
                .map(coding -> coding.replace(" ", ""))
                .anyMatch(coding ->
                        coding.equals("gzip") || (coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?")));
    }
}
