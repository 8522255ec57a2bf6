package herald.theme;

/**
 * A file of a theme as it is served.
 *
 * @param path with the hash of its content in it, {@code page.0f3a9c21d4.css}; may be kept for ever
 */
public record Asset(String path, String contentType, byte[] bytes) {}
