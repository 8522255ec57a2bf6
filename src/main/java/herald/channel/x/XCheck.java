package herald.channel.x;

import herald.channel.Check;
import io.micronaut.json.tree.JsonNode;
import java.util.List;

/** What X's answer to "who am I" says of an account. */
final class XCheck {

    private XCheck() {}

    static Check of(XAnswer answer) {
        return switch (answer) {
            case XAnswer.NotSent(var why) -> new Check.Unknown("X could not be reached (" + why + ").");
            case XAnswer.Lost(var why) -> new Check.Unknown("X did not answer (" + why + ").");
            case XAnswer.Answered answered -> answered(answered);
        };
    }

    private static Check answered(XAnswer.Answered answer) {
        var quote = XProblem.of(answer.body()).quote();
        return switch (answer.status()) {
            case 200 ->
                answer.body()
                        .map(body -> body.get("data"))
                        .map(data -> data.get("username"))
                        .filter(JsonNode::isString)
                        .<Check>map(name -> new Check.Ready("@" + name.getStringValue(), List.of()))
                        .orElseGet(() -> new Check.Unknown("X’s answer could not be read."));
            case 401 -> new Check.Broken("X does not accept the account’s keys." + quote);
            case 402 -> new Check.Broken("The account’s X credits are used up: buy credits.");
            case 403 -> new Check.Broken("X does not let this app in." + quote);
            default -> new Check.Unknown("X answered " + answer.status() + "." + quote);
        };
    }
}
