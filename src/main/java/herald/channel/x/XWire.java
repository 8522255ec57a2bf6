package herald.channel.x;

import static java.nio.charset.StandardCharsets.UTF_8;

import herald.channel.http.Answer;
import herald.channel.http.Courier;
import herald.channel.http.Request;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import twitter4j.HttpParameter;
import twitter4j.HttpRequest;
import twitter4j.RequestMethod;

/** Takes one request from Twitter4J to the courier and keeps the answer. */
final class XWire implements Consumer<HttpRequest> {

    private final Courier courier;
    private final Optional<String> authorization;
    private final Duration total;
    private final BooleanSupplier mayLeave;
    private Answer answer = new Answer.NotSent("the request could not be built");

    /** @param authorization in place of Twitter4J's own */
    XWire(Courier courier, Optional<String> authorization, Duration total, BooleanSupplier mayLeave) {
        this.courier = courier;
        this.authorization = authorization;
        this.total = total;
        this.mayLeave = mayLeave;
    }

    Answer answer() {
        return answer;
    }

    @Override
    public void accept(HttpRequest request) {
        var outgoing = outgoing(request);
        for (var header : request.getRequestHeaders().entrySet()) {
            outgoing = outgoing.header(header.getKey(), header.getValue());
        }
        outgoing = outgoing.header(
                "Authorization",
                authorization.orElseGet(() -> request.getAuthorization().getAuthorizationHeader(request)));
        answer = courier.carry(outgoing.when(mayLeave), total);
    }

    private static Request outgoing(HttpRequest request) {
        var address = URI.create(request.getURL());
        if (request.getMethod() == RequestMethod.POST) {
            return posting(address, request.getParameters());
        }
        return request.getMethod() == RequestMethod.DELETE ? Request.delete(address) : Request.get(address);
    }

    /** JSON, or a form: the old calls of OAuth 1.0a have nothing else. */
    private static Request posting(URI address, HttpParameter[] parameters) {
        if (parameters.length > 0 && parameters[0].getJsonObject() != null) {
            return Request.post(
                    address,
                    "application/json",
                    parameters[0].getJsonObject().toString().getBytes(UTF_8));
        }
        return Request.post(
                address,
                "application/x-www-form-urlencoded",
                HttpParameter.encodeParameters(parameters).getBytes(UTF_8));
    }
}
