package herald.channel.x;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import twitter4j.HttpRequest;
import twitter4j.RequestMethod;

/** Takes one request from Twitter4J to the courier and keeps the answer. */
final class XWire implements Consumer<HttpRequest> {

    private final Courier courier;
    private final BooleanSupplier mayLeave;
    private XAnswer answer = new XAnswer.NotSent("the request could not be built");

    XWire(Courier courier, BooleanSupplier mayLeave) {
        this.courier = courier;
        this.mayLeave = mayLeave;
    }

    XAnswer answer() {
        return answer;
    }

    @Override
    public void accept(HttpRequest request) {
        var outgoing = java.net.http.HttpRequest.newBuilder(URI.create(request.getURL()));
        request.getRequestHeaders().forEach(outgoing::setHeader);
        outgoing.setHeader("Authorization", request.getAuthorization().getAuthorizationHeader(request));
        answer = request.getMethod() == RequestMethod.POST
                ? courier.post(outgoing.setHeader("Content-Type", "application/json"), body(request), mayLeave)
                : courier.get(outgoing);
    }

    private static byte[] body(HttpRequest request) {
        return request.getParameters()[0].getJsonObject().toString().getBytes(UTF_8);
    }
}
