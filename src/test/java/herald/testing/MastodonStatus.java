package herald.testing;

import java.time.Instant;
import java.util.Optional;

/**
 * One post that {@link MastodonStub} accepted, whether or not the client was told.
 *
 * @param text as the client sent it
 * @param key the idempotency key it came with
 */
public record MastodonStatus(
        String id,
        String text,
        Optional<String> parent,
        String visibility,
        String language,
        Optional<String> key,
        Instant createdAt,
        Optional<Instant> editedAt) {

    MastodonStatus edited(String words, Instant at) {
        return new MastodonStatus(id, words, parent, visibility, language, key, createdAt, Optional.of(at));
    }

    MastodonStatus orphaned() {
        return new MastodonStatus(id, text, Optional.empty(), visibility, language, key, createdAt, editedAt);
    }
}
