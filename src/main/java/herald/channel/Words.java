package herald.channel;

import java.net.URI;
import java.util.Optional;

/**
 * What one update wants to say, before a channel cuts it to size.
 *
 * @param text plain text, whole
 * @param link the address to the incident, kept when the text is cut; empty where this post carries none
 * @param language BCP 47
 */
public record Words(String text, Optional<URI> link, String language) {}
