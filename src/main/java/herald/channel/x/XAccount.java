package herald.channel.x;

import herald.channel.Account;
import herald.channel.Field;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The settings of one account on X, complete and well-formed. */
record XAccount(
        String apiUrl, String consumerKey, String consumerSecret, String accessToken, String accessTokenSecret) {

    static final List<Field> FIELDS = List.of(
            Field.secret("consumer_key", "API key", ""),
            Field.secret("consumer_secret", "API key secret", ""),
            Field.secret("access_token", "Access token", "Begins with the account’s number and a hyphen."),
            Field.secret("access_token_secret", "Access token secret", ""),
            Field.LINK_POLICY.hinted("X charges more for posts with a link."),
            Field.BACKLOG,
            Field.address("api_url", "Another API address", "").optional("https://api.x.com"));

    private static final Set<String> LINK_POLICIES = Set.of("FIRST_ONLY", "ALWAYS", "NEVER");

    /** What stands in the way of {@link #of}; empty when nothing does. */
    static List<String> problems(Account account) {
        var problems = new ArrayList<String>();
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
        if (!isWebAddress(apiUrl(account))) {
            problems.add(
                    "settings.api_url is not a web address such as https://api.x.com: leave it out to use X itself");
        }
        if (account.setting("link_policy")
                .filter(policy -> !LINK_POLICIES.contains(policy))
                .isPresent()) {
            problems.add("settings.link_policy must be FIRST_ONLY, ALWAYS or NEVER");
        }
        return List.copyOf(problems);
    }

    /** To be called only where {@link #problems} has found none. */
    static XAccount of(Account account) {
        return new XAccount(
                apiUrl(account),
                account.setting("consumer_key").orElseThrow(),
                account.setting("consumer_secret").orElseThrow(),
                account.setting("access_token").orElseThrow(),
                account.setting("access_token_secret").orElseThrow());
    }

    /** The account's number on X, from the front of its access token: one request less than asking X who we are. */
    long userId() {
        return userId(accessToken).orElseThrow();
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

    private static String apiUrl(Account account) {
        return account.setting("api_url").orElse("https://api.x.com").replaceFirst("/+$", "");
    }

    private static boolean isWebAddress(String text) {
        if (!text.matches("(?i)https?://[\\x21-\\x7e]+")) {
            return false;
        }
        try {
            var address = new URI(text);
            return address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getFragment() == null
                    && address.getPort() <= 65_535;
        } catch (URISyntaxException _) {
            return false;
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
