package herald.testing;

import java.net.http.HttpResponse;

/** A running Herald, in this process or in one of its own. */
public interface Node {

    /** GETs {@code path}; throws {@link java.io.UncheckedIOException} when nobody answers. */
    HttpResponse<String> get(String path);

    /** Asks the manage API with the first key; a null body sends none. */
    HttpResponse<String> api(String method, String path, String json, String... headers);
}
