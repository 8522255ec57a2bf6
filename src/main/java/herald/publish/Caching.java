package herald.publish;

/** How long caches on the way may keep a document. */
public enum Caching {
    /** Readers ask each time; a CDN asks us once in ten seconds, and goes on serving for a day when we are silent. */
    PAGE("public, max-age=0, s-maxage=10, stale-while-revalidate=20, stale-if-error=86400"),
    /** As Statuspage's own answers say. */
    DATA("max-age=10, public, s-maxage=10, stale-while-revalidate=20, stale-if-error=3600"),
    /** The address holds the hash of the content. */
    ASSET("public, max-age=31536000, immutable");

    private final String header;

    Caching(String header) {
        this.header = header;
    }

    /** The value of {@code Cache-Control}. */
    public String header() {
        return header;
    }
}
