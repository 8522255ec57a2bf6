package herald.testing;

import java.util.Optional;

/**
 * An app on {@link XStub} that accounts connect to by OAuth 2.
 *
 * @param secret empty for a public client
 * @param callback the only address people are sent back to
 */
public record XClient(String id, Optional<String> secret, String callback) {}
