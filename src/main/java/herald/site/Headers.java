package herald.site;

import herald.publish.Document;
import java.util.ArrayList;
import java.util.List;

/** The headers of public answers, which keep them safe and cacheable. */
final class Headers {

    record Header(String name, String value) {}

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src"
                    + " 'self'; base-uri 'none'; form-action 'self'; frame-ancestors ";

    /** A picture may style itself, whoever opens it by itself; it runs nothing. */
    private static final String PICTURE_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'";

    private static final String ASSETS = "/assets/";
    private static final String API = "/api/";
    private static final List<String> FOR_ALL = List.of(".json", ".atom", ".rss", ".ics", "/badge.svg");

    private Headers() {}

    /**
     * @param path where it stands
     * @param caching the value of Cache-Control
     */
    static List<Header> of(Document document, String path, String caching) {
        var headers = new ArrayList<Header>();
        headers.add(new Header("Cache-Control", caching));
        headers.add(new Header("ETag", document.etag()));
        headers.add(new Header("Vary", "Accept-Encoding"));
        protect(headers, policy(path));
        if (isForAll(path)) {
            headers.add(forAll());
        }
        return headers;
    }

    /** Of an answer that is no document, and so is nothing a cache should keep. */
    static List<Header> passing(boolean forAll, Header... more) {
        var headers = new ArrayList<Header>();
        headers.add(new Header("Cache-Control", "no-store"));
        protect(headers, policy(""));
        if (forAll) {
            headers.add(forAll());
        }
        headers.addAll(List.of(more));
        return headers;
    }

    static Header forAll() {
        return new Header("Access-Control-Allow-Origin", "*");
    }

    /** Whether scripts of other sites may read what stands at {@code path}: it is made for machines. */
    static boolean isForAll(String path) {
        return isApi(path) || FOR_ALL.stream().anyMatch(path::endsWith);
    }

    static boolean isApi(String path) {
        return path.startsWith(API);
    }

    private static String policy(String path) {
        if (path.startsWith(ASSETS) && path.endsWith(".svg")) {
            return PICTURE_POLICY;
        }
        return POLICY + (path.startsWith("/embed/") ? "*" : "'none'");
    }

    private static void protect(List<Header> headers, String policy) {
        headers.add(new Header("Content-Security-Policy", policy));
        headers.add(new Header("X-Content-Type-Options", "nosniff"));
        headers.add(new Header("Referrer-Policy", "strict-origin-when-cross-origin"));
        headers.add(new Header("Cross-Origin-Opener-Policy", "same-origin"));
    }
}
