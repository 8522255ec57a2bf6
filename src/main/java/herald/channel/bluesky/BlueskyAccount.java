package herald.channel.bluesky;

import herald.channel.Account;
import herald.channel.Field;
import herald.channel.http.AddressGate;
import herald.channel.http.SettingsProblems;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings of one account, complete and well-formed.
 *
 * @param server where it signs in, without a slash at the end
 */
record BlueskyAccount(String server, String identifier, String password) {

    static final List<Field> FIELDS = List.of(
            Field.text("identifier", "Handle", "The account’s whole name, such as status.example.com."),
            Field.secret(
                    "app_password",
                    "App password",
                    "In Bluesky under Settings, Privacy and security, App passwords. Not the account’s own password."),
            Field.LINK_POLICY,
            Field.LONG_TEXT,
            Field.BACKLOG,
            Field.address("api_url", "Another server", "Where the account signs in, if that is not Bluesky itself.")
                    .optional("https://bsky.social"));

    /** What stands in the way of {@link #of}; empty when nothing does. */
    static List<String> problems(Account account, AddressGate gate) {
        var problems = new ArrayList<>(SettingsProblems.of(FIELDS, account, gate));
        account.setting("identifier")
                .filter(name ->
                        !bare(name).matches("did:[a-z]+:\\S+|[^\\s@]+@[^\\s@]+\\.[^\\s@]+|[^\\s@/]+\\.[^\\s@/]+"))
                .ifPresent(
                        _ -> problems.add("settings.identifier is not a whole handle: write it with its dots, such as"
                                + " status.bsky.social."));
        return List.copyOf(problems);
    }

    /** To be called only where {@link #problems} has found none. */
    static BlueskyAccount of(Account account) {
        return new BlueskyAccount(
                account.setting("api_url").orElse("https://bsky.social").replaceFirst("/+$", ""),
                bare(account.setting("identifier").orElseThrow()),
                account.setting("app_password").orElseThrow());
    }

    boolean hasAppPassword() {
        return password.matches("[a-z0-9]{4}(-[a-z0-9]{4}){3}");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "BlueskyAccount[" + identifier + " at " + server + "]";
    }

    private static String bare(String name) {
        return name.replaceFirst("^@", "");
    }
}
