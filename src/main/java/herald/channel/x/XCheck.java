package herald.channel.x;

import herald.channel.Check;
import java.util.List;

/** What X's answer to "who am I" says of an account. */
final class XCheck {

    private XCheck() {}

    /** @param warnings what was noted of the account before */
    static Check of(XAnswer answer, List<String> warnings) {
        return switch (answer) {
            case XAnswer.NotSent(var why) -> new Check.Unknown("X could not be reached (" + why + ").");
            case XAnswer.Lost(var why) -> new Check.Unknown("X did not answer (" + why + ").");
            case XAnswer.Answered answered -> answered(answered, warnings);
        };
    }

    private static Check answered(XAnswer.Answered answer, List<String> warnings) {
        var problem = XProblem.of(answer.body());
        var quote = problem.quote();
        return switch (answer.status()) {
            case 200 -> let(answer, warnings);
            case 401 -> new Check.Broken("X does not accept the account’s keys." + quote);
            case 402 -> new Check.Broken("The account’s X credits are used up: buy credits.");
            case 403 -> new Check.Broken("X does not let this app in." + quote);
            case 429 ->
                problem.isCapped()
                        ? new Check.Broken("The account’s use of X is used up for this month: raise the cap.")
                        : new Check.Unknown("X answers no more questions for now (429).");
            default -> new Check.Unknown("X answered " + answer.status() + "." + quote);
        };
    }

    private static Check let(XAnswer.Answered answer, List<String> warnings) {
        var name = XApi.data(answer.body(), "username");
        if (name.isEmpty()) {
            return new Check.Unknown("X’s answer could not be read.");
        }
        return answer.headers()
                        .firstValue("x-access-level")
                        .filter("read"::equals)
                        .isPresent()
                ? new Check.Broken(
                        "@" + name.get() + " may only be read with these keys: let the app read and write in X’s"
                                + " developer portal, then make a new access token.")
                : new Check.Ready("@" + name.get(), warnings);
    }
}
