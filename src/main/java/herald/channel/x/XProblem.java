package herald.channel.x;

import herald.channel.Quote;
import io.micronaut.json.tree.JsonNode;
import java.util.Locale;
import java.util.Optional;

/**
 * X's problem body, in either of its shapes: v2's {@code type}, {@code title} and {@code detail}, or v1.1's
 * {@code errors[0].code} and {@code message}. What is not there is an empty text, or 0.
 *
 * @param type the last part of the problem's address, such as {@code oauth1-permissions}
 */
record XProblem(int code, String type, String title, String detail, String reason, String period) {

    static XProblem of(Optional<JsonNode> body) {
        var whole = body.filter(JsonNode::isObject);
        var first = whole.map(node -> node.get("errors"))
                .filter(errors -> errors.isArray() && errors.size() > 0)
                .map(errors -> errors.get(0));
        var message = text(first, "message").or(() -> text(first, "detail"));
        var address = text(whole, "type").or(() -> text(first, "type")).orElse("");
        return new XProblem(
                first.or(() -> whole)
                        .map(node -> node.get("code"))
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::getIntValue)
                        .orElse(0),
                address.substring(address.lastIndexOf('/') + 1),
                text(whole, "title").or(() -> text(first, "title")).orElse(""),
                // v2 says "one or more parameters are invalid" above, and which below.
                isInvalidRequest(whole)
                        ? message.orElse("")
                        : text(whole, "detail").or(() -> message).orElse(""),
                text(whole, "reason").orElse(""),
                text(whole, "period").orElse(""));
    }

    boolean isDuplicate() {
        return code == 187 || says("duplicate content");
    }

    /** Used up for longer than a day. */
    boolean isCapped() {
        return (type.equals("usage-capped") || title.equals("UsageCapExceeded")) && !period.equalsIgnoreCase("Daily");
    }

    boolean isNotFound() {
        return type.equals("resource-not-found");
    }

    boolean isParentNotVisible() {
        return code == 385 || says("deleted or not visible");
    }

    /** The words of X for staff, cut short; empty when it gave none. */
    String quote() {
        return Quote.of("X", detail.isEmpty() ? title : detail);
    }

    private boolean says(String words) {
        return detail.toLowerCase(Locale.ROOT).contains(words);
    }

    private static boolean isInvalidRequest(Optional<JsonNode> whole) {
        return text(whole, "type")
                .filter(type -> type.endsWith("/invalid-request"))
                .isPresent();
    }

    private static Optional<String> text(Optional<JsonNode> node, String name) {
        return node.map(object -> object.get(name)).filter(JsonNode::isString).map(JsonNode::getStringValue);
    }
}
