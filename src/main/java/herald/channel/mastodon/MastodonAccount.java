package herald.channel.mastodon;

import herald.channel.Account;
import herald.channel.Field;
import herald.channel.Field.Choice;
import herald.channel.Message;
import herald.channel.http.AddressGate;
import herald.channel.http.SettingsProblems;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings of one account, complete and well-formed.
 *
 * @param server without a slash at the end
 */
record MastodonAccount(String server, String token, String visibility, String followUpVisibility) {

    /** From the widest to the narrowest. */
    private static final List<String> VISIBILITIES = List.of("public", "unlisted", "private");

    private static final Choice PUBLIC = new Choice("public", "Public");
    private static final Choice UNLISTED = new Choice("unlisted", "Quiet public: not in the server’s timelines");
    private static final Choice PRIVATE = new Choice("private", "Followers only");

    static final List<Field> FIELDS = List.of(
            Field.address("api_url", "Server", "The account’s own server, such as https://mastodon.social."),
            Field.secret(
                    "access_token",
                    "Access token",
                    "On the server under Preferences, Development: the token of an application of yours."),
            Field.choice("visibility", "First post of an incident", "", PUBLIC, UNLISTED, PRIVATE),
            Field.choice(
                    "follow_up_visibility",
                    "Posts that follow it",
                    "Never wider than the first.",
                    UNLISTED,
                    PUBLIC,
                    PRIVATE),
            Field.LINK_POLICY,
            Field.LONG_TEXT,
            Field.BACKLOG);

    /** What stands in the way of {@link #of}; empty when nothing does. */
    static List<String> problems(Account account, AddressGate gate) {
        var problems = new ArrayList<>(SettingsProblems.of(FIELDS, account, gate));
        account.setting("api_url")
                .filter(address -> gate.problem(address).isEmpty() && hasMore(URI.create(address)))
                .ifPresent(
                        _ -> problems.add("settings.api_url is more than the server: leave out what follows its name,"
                                + " as in https://mastodon.social."));
        return List.copyOf(problems);
    }

    /** To be called only where {@link #problems} has found none. */
    static MastodonAccount of(Account account) {
        return new MastodonAccount(
                account.setting("api_url").orElseThrow().replaceFirst("/+$", ""),
                account.setting("access_token").orElseThrow(),
                account.setting("visibility").orElse(PUBLIC.value()),
                account.setting("follow_up_visibility").orElse(UNLISTED.value()));
    }

    String visibilityOf(Message message) {
        if (message.replyTo().isEmpty()) {
            return visibility;
        }
        return VISIBILITIES.get(Math.max(VISIBILITIES.indexOf(visibility), VISIBILITIES.indexOf(followUpVisibility)));
    }

    /** The server's name, as it stands in the names of its accounts. */
    String host() {
        return URI.create(server).getAuthority();
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "MastodonAccount[" + server + "]";
    }

    private static boolean hasMore(URI address) {
        return !address.getPath().matches("/*") || address.getQuery() != null;
    }
}
