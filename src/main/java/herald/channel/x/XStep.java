package herald.channel.x;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A connection that was begun, while its person is away on X.
 *
 * @param kind which OAuth it is
 * @param id the app's
 * @param secret the app's; empty for a public client
 * @param state what the person must come back with: the request token, or OAuth 2's state
 * @param proof what shows that it was us who sent them: the request token's secret, or PKCE's verifier
 */
record XStep(
        Kind kind, String apiUrl, String id, String secret, String state, String proof, URI callback, Instant begunAt) {

    enum Kind {
        OAUTH1,
        OAUTH2
    }

    XStep with(String newState, String newProof) {
        return new XStep(kind, apiUrl, id, secret, newState, newProof, callback, begunAt);
    }

    String written() {
        return Stream.of(
                        kind.name(),
                        apiUrl,
                        id,
                        secret,
                        state,
                        proof,
                        callback.toString(),
                        Long.toString(begunAt.toEpochMilli()))
                .map(part -> Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(UTF_8)))
                .collect(Collectors.joining("."));
    }

    /** Empty for what {@link #written} has not made. */
    static Optional<XStep> read(String written) {
        try {
            var parts = Arrays.stream(written.split("\\.", -1))
                    .map(part -> new String(Base64.getUrlDecoder().decode(part), UTF_8))
                    .toList();
            return Optional.of(new XStep(
                    Kind.valueOf(parts.get(0)),
                    parts.get(1),
                    parts.get(2),
                    parts.get(3),
                    parts.get(4),
                    parts.get(5),
                    URI.create(parts.get(6)),
                    Instant.ofEpochMilli(Long.parseLong(parts.get(7)))));
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "XStep[" + kind + "]";
    }
}
