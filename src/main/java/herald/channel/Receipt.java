package herald.channel;

import java.net.URI;
import java.util.Optional;

/** The far side's own id and address for a post, as far as it gave them. */
public record Receipt(Optional<String> remoteId, Optional<URI> permalink) {}
