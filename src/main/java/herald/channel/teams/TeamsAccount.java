package herald.channel.teams;

import herald.channel.Account;
import herald.channel.Field;
import herald.channel.Uncertain;
import herald.channel.http.AddressGate;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of one place in Teams, complete and well-formed. */
record TeamsAccount(URI address, Uncertain uncertain) {

    static final List<Field> FIELDS = List.of(
            Field.secret(
                    "url",
                    "Workflow address",
                    "In Teams: the channel’s menu, Workflows, “Send webhook alerts to a channel”; shown at the end."),
            Field.LONG_TEXT,
            Field.BACKLOG,
            Uncertain.FIELD);

    private static final Pattern ADDRESS = Pattern.compile("(?i)https://[a-z0-9.-]+\\.(?:"
            + "logic\\.azure\\.(?:com|us)(?::443)?/workflows/"
            + "|api\\.(?:gov\\.|high\\.)?powerplatform\\.(?:com|us)(?::443)?/(?:powerautomate/)?.*workflows/"
            + ").*[?&]sig=.+");

    private static final Pattern OLD =
            Pattern.compile("(?i)https://(?:[a-z0-9-]+\\.webhook|outlook)\\.office(?:365)?\\.com/.*");

    /** What stands in the way of {@link #of}; empty when nothing does. */
    static List<String> problems(Account account, AddressGate gate) {
        var problems = new ArrayList<String>();
        account.setting("url")
                .ifPresentOrElse(
                        url -> problem(url, gate).ifPresent(problem -> problems.add("settings.url: " + problem)),
                        () -> problems.add(
                                "settings.url is missing: in Teams, open the channel’s menu, Workflows, choose “Send"
                                        + " webhook alerts to a channel”, and copy the address it shows at the end"));
        FIELDS.forEach(field -> field.notAChoice(account).ifPresent(problems::add));
        return List.copyOf(problems);
    }

    private static Optional<String> problem(String url, AddressGate gate) {
        if (OLD.matcher(url).matches()) {
            return Optional.of(
                    "it is the address of a connector, which Microsoft has switched off: make a workflow in Teams,"
                            + " “Send webhook alerts to a channel”, and give its address");
        }
        if (url.contains("&amp;")) {
            return Optional.of("it was copied out of a page’s source: where it says &amp; it must say &");
        }
        return gate.problem(
                url,
                text -> ADDRESS.matcher(text).matches(),
                "it is not a workflow’s whole address such as https://….logic.azure.com/workflows/…&sig=… or"
                    + " https://….api.powerplatform.com/…/workflows/…&sig=…: copy it from the workflow’s first step,"
                    + " “When a Teams webhook request is received”, which anyone may start");
    }

    /** To be called only where {@link #problems} has found none. */
    static TeamsAccount of(Account account) {
        return new TeamsAccount(URI.create(account.setting("url").orElseThrow()), Uncertain.of(account));
    }

    /** Without the address: whoever has it may post. */
    @Override
    public String toString() {
        return "TeamsAccount";
    }
}
