package herald.channel.webhook;

import herald.channel.Account;
import herald.channel.Field;
import herald.channel.http.AddressGate;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The settings of one receiver, complete and well-formed.
 *
 * @param keys what its events are signed with; two while a secret is replaced by another
 */
record WebhookAccount(URI address, List<WebhookKey> keys) {

    static final List<Field> FIELDS = List.of(
            Field.secret("url", "Address", "Where events are posted to; keep it to yourself if its path is a secret."),
            Field.secret(
                    "secret",
                    "Signing secret",
                    "whsec_ and 24 to 64 random bytes in Base64. Two with a space between them while you change to a"
                            + " new one."));

    private static final String HOW =
            "make one with “echo whsec_$(openssl rand -base64 32)” and give the same to the receiver";

    /** What stands in the way of {@link #of}; empty when nothing does. */
    static List<String> problems(Account account, AddressGate gate) {
        var problems = new ArrayList<String>();
        account.setting("url")
                .ifPresentOrElse(
                        url -> gate.problem(url).ifPresent(problem -> problems.add("settings.url: " + problem)),
                        () -> problems.add("settings.url is missing: give the address that takes the events"));
        var secrets = secrets(account);
        if (secrets.isEmpty()) {
            problems.add("settings.secret is missing: " + HOW);
        } else if (secrets.size() > 2 || secrets.stream().anyMatch(secret -> !WebhookKey.isOne(secret))) {
            problems.add(
                    "settings.secret must be whsec_ followed by 24 to 64 bytes in Base64, or two of them with a space"
                            + " between: " + HOW);
        }
        return List.copyOf(problems);
    }

    /** To be called only where {@link #problems} has found none. */
    static WebhookAccount of(Account account) {
        return new WebhookAccount(
                URI.create(account.setting("url").orElseThrow()),
                secrets(account).stream().map(WebhookKey::of).toList());
    }

    private static List<String> secrets(Account account) {
        return account.setting("secret")
                .map(text -> Arrays.asList(text.split("\\s+")))
                .orElse(List.of());
    }

    /** Without address and keys. */
    @Override
    public String toString() {
        return "WebhookAccount";
    }
}
