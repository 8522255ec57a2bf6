package herald.testing;

import java.util.Optional;

/** A picture that {@link XStub} took. */
public record XMedia(String id, String accountId, byte[] bytes, Optional<String> altText) {}
