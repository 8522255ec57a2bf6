package herald.channel.bluesky;

import herald.channel.http.Json;
import io.micronaut.json.tree.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A session of an account.
 *
 * @param did the account's name for ever
 * @param host the server that keeps its records, without a slash at the end
 * @param access good for some hours
 * @param refresh good for some months, to get another pair
 */
record BlueskySession(String did, String handle, String host, String access, String refresh) {

    private static final Set<String> NAMES = Set.of("did", "handle", "host", "access", "refresh");

    /** @param server where it was asked for, and the host where the answer names no other */
    static Optional<BlueskySession> of(JsonNode answer, String server) {
        var host = Json.list(answer, "didDoc", "service").stream()
                .filter(service -> Json.text(service, "id")
                        .filter(id -> id.endsWith("#atproto_pds"))
                        .isPresent())
                .flatMap(service -> Json.text(service, "serviceEndpoint").stream())
                .filter(address -> address.matches("(?i)https?://[\\x21-\\x7e]+"))
                .findFirst()
                .orElse(server)
                .replaceFirst("/+$", "");
        return Json.text(answer, "did")
                .filter(did -> did.matches("did:[a-z]+:[A-Za-z0-9._:%-]{1,200}"))
                .flatMap(did -> Json.text(answer, "accessJwt")
                        .flatMap(access -> Json.text(answer, "refreshJwt")
                                .map(refresh -> new BlueskySession(
                                        did, Json.text(answer, "handle").orElse(did), host, access, refresh))));
    }

    static Optional<BlueskySession> of(Map<String, String> kept) {
        return kept.keySet().containsAll(NAMES)
                ? Optional.of(new BlueskySession(
                        kept.get("did"), kept.get("handle"), kept.get("host"), kept.get("access"), kept.get("refresh")))
                : Optional.empty();
    }

    Map<String, String> kept() {
        return Map.of("did", did, "handle", handle, "host", host, "access", access, "refresh", refresh);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "BlueskySession[" + did + "]";
    }
}
