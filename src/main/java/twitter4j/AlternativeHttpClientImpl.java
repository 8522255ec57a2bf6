package twitter4j;

import java.io.Serial;
import java.util.function.Consumer;

/**
 * The engine Twitter4J picks up by this very name instead of its own over {@code HttpURLConnection}, which posts a second time
 * by itself when the answer is lost (DESIGN.md 5). It carries nothing itself: whoever calls Twitter4J says how, and reads the
 * answer there; Twitter4J builds and signs.
 */
public final class AlternativeHttpClientImpl extends HttpClientBase {

    /** Carries the requests of the calls in scope. */
    public static final ScopedValue<Consumer<HttpRequest>> WIRE = ScopedValue.newInstance();

    @Serial
    private static final long serialVersionUID = 1L;

    public AlternativeHttpClientImpl(HttpClientConfiguration configuration) {
        super(configuration);
    }

    /** Never returns: Twitter4J 4.0.7 would lose the answer's headers and problem body, and chokes on an odd one. */
    @Override
    HttpResponse handleRequest(HttpRequest request) throws TwitterException {
        WIRE.orElseThrow(() -> new IllegalStateException("Twitter4J was called without a wire"))
                .accept(request);
        throw new TwitterException("the wire has the answer");
    }
}
