package herald.testing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What X says to one request, and the bodies it says it with (CHANNELS 1.3). */
record XAnswer(int status, Map<String, String> headers, byte[] body) {
    private static final String PROBLEMS = "https://api.twitter.com/2/problems/";

    static XAnswer json(int status, Object body) {
        return new XAnswer(status, Map.of("content-type", "application/json; charset=utf-8"), XJson.bytes(body));
    }

    static XAnswer form(Map<String, Object> fields) {
        var body = fields.entrySet().stream()
                .map(it -> it.getKey() + "=" + OAuth1Check.encoded("" + it.getValue()))
                .collect(java.util.stream.Collectors.joining("&"));
        return new XAnswer(
                200, Map.of("content-type", "text/html;charset=utf-8"), body.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 6749 §5.2. */
    static XAnswer oauthError(int status, String error, String description) {
        return json(status, fields("error", error, "error_description", description));
    }

    static XAnswer html(int status, String body) {
        return new XAnswer(
                status, Map.of("content-type", "text/html; charset=UTF-8"), body.getBytes(StandardCharsets.UTF_8));
    }

    XAnswer withBody(String body) {
        return new XAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** With {@code more} headers, of which those already there win. */
    XAnswer withHeaders(Map<String, String> more) {
        var all = new LinkedHashMap<>(more);
        all.putAll(headers);
        return new XAnswer(status, all, body);
    }

    static XAnswer unauthorised() {
        return problem(401, "Unauthorized", "Unauthorized");
    }

    static XAnswer forbidden(String detail) {
        return problem(403, "Forbidden", detail);
    }

    static XAnswer duplicate() {
        return forbidden("You are not allowed to create a Tweet with duplicate content.");
    }

    static XAnswer parentNotVisible() {
        return forbidden("You attempted to reply to a Tweet that is deleted or not visible to you.");
    }

    static XAnswer selfReplyNotAllowed() {
        return forbidden(
                "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by"
                        + " the author of the post you are replying to.");
    }

    static XAnswer oauth1Permissions() {
        var detail = "Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.";
        return json(
                403,
                fields("title", "Forbidden", "detail", detail, "type", PROBLEMS + "oauth1-permissions", "status", 403));
    }

    static XAnswer clientNotEnrolled() {
        return json(
                403,
                fields(
                        "client_id", "27316216",
                        "detail",
                                "When authenticating requests to the Twitter API v2 endpoints, you must use keys and"
                                        + " tokens from a Twitter developer App that is attached to a Project. You can"
                                        + " create a project via the developer portal.",
                        "registration_url", "https://developer.twitter.com/en/docs/projects/overview",
                        "title", "Client Forbidden",
                        "required_enrollment", "Appropriate Level of API Access",
                        "reason", "client-not-enrolled",
                        "type", PROBLEMS + "client-forbidden"));
    }

    static XAnswer accessLevel() {
        return v1Error(
                403,
                453,
                "You currently have access to a subset of X API V2 endpoints and limited v1.1 endpoints (e.g. media"
                    + " post, oauth) only. If you need access to this endpoint, you may need a different access level."
                    + " You can learn more here: https://developer.x.com/en/portal/product");
    }

    /** The shape of v1.1, which some v2 addresses answer too. */
    static XAnswer v1Error(int status, int code, String message) {
        return json(status, Map.of("errors", List.of(fields("code", code, "message", message))));
    }

    static XAnswer invalid(String parameter, String value, String message) {
        return json(
                400,
                fields(
                        "errors",
                        List.of(fields("parameters", Map.of(parameter, List.of(value)), "message", message)),
                        "title",
                        "Invalid Request",
                        "detail",
                        "One or more parameters to your request was invalid.",
                        "type",
                        PROBLEMS + "invalid-request"));
    }

    static XAnswer creditsDepleted() {
        var detail = "Your enrolled account does not have any credits to fulfill this request.";
        return json(402, fields("title", "CreditsDepleted", "detail", detail, "type", PROBLEMS + "credits"));
    }

    static XAnswer usageCapExceeded() {
        return json(
                429,
                fields(
                        "title",
                        "UsageCapExceeded",
                        "period",
                        "Monthly",
                        "scope",
                        "Product",
                        "detail",
                        "Usage cap exceeded: Monthly product cap",
                        "type",
                        PROBLEMS + "usage-capped"));
    }

    static XAnswer tooManyRequests() {
        return problem(429, "Too Many Requests", "Too Many Requests");
    }

    static XAnswer serverError() {
        return problem(500, "Internal Server Error", "Something is broken. This is usually a temporary error.");
    }

    static XAnswer unavailable() {
        return problem(503, "Service Unavailable", "Service Unavailable");
    }

    static XAnswer badGateway() {
        return html(
                502,
                "<html>\r\n"
                        + "<head><title>502 Bad Gateway</title></head>\r\n"
                        + "<body>\r\n"
                        + "<center><h1>502 Bad Gateway</h1></center>\r\n"
                        + "<hr><center>cloudflare</center>\r\n"
                        + "</body>\r\n"
                        + "</html>\r\n");
    }

    /** X answers 200 where one of the things asked for is not there. */
    static XAnswer notFound(String kind, String parameter, String value) {
        return json(
                200,
                Map.of(
                        "errors",
                        List.of(fields(
                                "value",
                                value,
                                "detail",
                                "Could not find " + kind + " with " + parameter + ": [" + value + "].",
                                "title",
                                "Not Found Error",
                                "resource_type",
                                kind,
                                "parameter",
                                parameter,
                                "resource_id",
                                value,
                                "type",
                                PROBLEMS + "resource-not-found"))));
    }

    /** An address that X does not have: an empty answer. */
    static XAnswer nothingHere() {
        return new XAnswer(404, Map.of(), new byte[0]);
    }

    /** A map in the order given: name, value, name, value… */
    static Map<String, Object> fields(Object... namesAndValues) {
        var fields = new LinkedHashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2)
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        return fields;
    }

    private static XAnswer problem(int status, String title, String detail) {
        var body = fields("title", title, "type", "about:blank", "status", status, "detail", detail);
        return new XAnswer(status, Map.of("content-type", "application/problem+json"), XJson.bytes(body));
    }
}
