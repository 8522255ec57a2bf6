package herald.channel.x;

import herald.channel.Account;
import herald.channel.Field;
import herald.channel.Field.Choice;
import herald.channel.http.AddressGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One account on X and what lets us in. */
record XAccount(String apiUrl, XKeys keys) {

    static final String API = "https://api.x.com";

    private static final Field IMAGE = Field.choice(
            "image",
            "Picture",
            "The incident as a picture, beside the words.",
            new Choice("NONE", "None"),
            new Choice("FIRST", "In the first post of a thread"));

    private static final Field PROBE = Field.choice(
            "probe",
            "When an answer was lost and X does not let Herald look",
            "X refuses the same words twice: a second try shows whether the first is out.",
            new Choice("OFF", "Wait for staff to look"),
            new Choice("ON", "Post the same words once more"));

    private static final List<Field> KEYS = List.of(
            Field.secret(
                            "consumer_key",
                            "API key",
                            "The four keys stand under Keys and tokens in X’s developer portal. Leave all four empty"
                                    + " where the account is connected by OAuth 2.")
                    .optional(""),
            Field.secret("consumer_secret", "API key secret", "").optional(""),
            Field.secret("access_token", "Access token", "Begins with the account’s number and a hyphen.")
                    .optional(""),
            Field.secret("access_token_secret", "Access token secret", "").optional(""));

    static final List<Field> FIELDS = List.of(
            KEYS.get(0),
            KEYS.get(1),
            KEYS.get(2),
            KEYS.get(3),
            Field.text("client_id", "OAuth 2 client ID", "Instead of the four keys.")
                    .optional(""),
            Field.secret("client_secret", "OAuth 2 client secret", "A public client has none.")
                    .optional(""),
            Field.secret(
                            "refresh_token",
                            "OAuth 2 refresh token",
                            "Connecting fills it in; Herald renews it by itself.")
                    .optional(""),
            Field.LINK_POLICY.hinted("X charges more for posts with a link."),
            Field.LONG_TEXT,
            Field.BACKLOG,
            IMAGE,
            PROBE,
            Field.address("api_url", "Another API address", "").optional(API));

    /** What stands in the way of {@link #of}; empty when nothing does. */
    static List<String> problems(Account account, AddressGate gate) {
        var problems = new ArrayList<String>();
        if (account.setting("client_id").isPresent()) {
            connectedProblems(account, problems);
        } else {
            keyProblems(account, problems);
        }
        addressProblem(account, gate)
                .ifPresent(why -> problems.add("settings.api_url will not do: " + why
                        + "; it is an address such as https://api.x.com, leave it out to use X itself"));
        FIELDS.forEach(field -> field.notAChoice(account).ifPresent(problems::add));
        return List.copyOf(problems);
    }

    private static void connectedProblems(Account account, List<String> problems) {
        if (account.setting("refresh_token").isEmpty()) {
            problems.add("settings.refresh_token is missing: connect the account in the console");
        }
        var both = KEYS.stream()
                .map(Field::name)
                .filter(name -> account.setting(name).isPresent())
                .toList();
        if (!both.isEmpty()) {
            problems.add("settings.client_id does not go with settings." + String.join(", settings.", both)
                    + ": keep the four keys or the connection by OAuth 2, and empty the others");
        }
    }

    private static void keyProblems(Account account, List<String> problems) {
        if (account.setting("client_secret").isPresent()
                || account.setting("refresh_token").isPresent()) {
            problems.add("settings.client_id is missing: connect the account in the console, or empty"
                    + " settings.client_secret and settings.refresh_token and enter the four keys");
            return;
        }
        missing(account, "consumer_key", "copy the API key", problems);
        missing(account, "consumer_secret", "copy the API key secret", problems);
        missing(account, "access_token", "copy the access token", problems);
        missing(account, "access_token_secret", "copy the access token secret", problems);
        if (account.setting("access_token")
                .filter(token -> userId(token).isEmpty())
                .isPresent()) {
            problems.add(
                    "settings.access_token is not an access token of an account: it starts with the account's number"
                            + " and a hyphen, such as 1234567890-AbC; make one under Keys and tokens in X's developer"
                            + " portal");
        }
    }

    /** An account with the four keys. To be called only where {@link #problems} has found none. */
    static XAccount of(Account account) {
        return new XAccount(
                apiUrl(account),
                new XKeys.OAuth1(
                        account.setting("consumer_key").orElseThrow(),
                        account.setting("consumer_secret").orElseThrow(),
                        account.setting("access_token").orElseThrow(),
                        account.setting("access_token_secret").orElseThrow()));
    }

    /** The account's number on X, from the front of its access token where it has one: one request less than asking X who we are. */
    Optional<Long> userId() {
        return switch (keys) {
            case XKeys.OAuth1 signed -> userId(signed.accessToken());
            case XKeys.OAuth2 bearer -> bearer.userId();
        };
    }

    static String apiUrl(Account account) {
        return account.setting("api_url").orElse(API).replaceFirst("/+$", "");
    }

    static Optional<String> addressProblem(Account account, AddressGate gate) {
        var address = apiUrl(account);
        return gate.problem(address)
                .or(() -> address.contains("?") ? Optional.of("leave out what stands after a ?") : Optional.empty());
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "XAccount[" + apiUrl + "]";
    }

    private static void missing(Account account, String name, String how, List<String> problems) {
        if (account.setting(name).isEmpty()) {
            problems.add("settings." + name + " is missing: " + how + " from Keys and tokens in X's developer portal");
        }
    }

    private static Optional<Long> userId(String token) {
        // Accounts made since 2022 have numbers of 19 digits.
        if (!token.matches("\\d{1,19}-.+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.valueOf(token.substring(0, token.indexOf('-'))));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
