package herald.site;

import io.micronaut.core.annotation.Nullable;

/** A request, as far as the public web looks at one; it may have come over HTTP/1 or HTTP/2. */
interface Asked {

    String method();

    /** Path and query as they were sent, not decoded. */
    String target();

    /** The first value of header {@code name}; null if there is none. */
    @Nullable
    String header(CharSequence name);
}
