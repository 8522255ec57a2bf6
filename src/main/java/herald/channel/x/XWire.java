package herald.channel.x;

import static java.nio.charset.StandardCharsets.UTF_8;

import herald.channel.http.Answer;
import herald.channel.http.Courier;
import herald.channel.http.Request;
import io.micronaut.json.JsonMapper;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import twitter4j.HttpRequest;
import twitter4j.RequestMethod;

/** Takes one request from Twitter4J to the courier and keeps the answer. */
final class XWire implements Consumer<HttpRequest> {

    private final Courier courier;
    private final JsonMapper json;
    private final Duration total;
    private final BooleanSupplier mayLeave;
    private XAnswer answer = new XAnswer.NotSent("the request could not be built");

    XWire(Courier courier, JsonMapper json, Duration total, BooleanSupplier mayLeave) {
        this.courier = courier;
        this.json = json;
        this.total = total;
        this.mayLeave = mayLeave;
    }

    XAnswer answer() {
        return answer;
    }

    @Override
    public void accept(HttpRequest request) {
        var address = URI.create(request.getURL());
        var outgoing = request.getMethod() == RequestMethod.POST
                ? Request.post(address, "application/json", body(request))
                : Request.get(address);
        for (var header : request.getRequestHeaders().entrySet()) {
            outgoing = outgoing.header(header.getKey(), header.getValue());
        }
        outgoing = outgoing.header("Authorization", request.getAuthorization().getAuthorizationHeader(request));
        answer = switch (courier.carry(outgoing.when(mayLeave), total)) {
            case Answer.Answered answered ->
                new XAnswer.Answered(answered.status(), answered.headers(), answered.json(json));
            case Answer.NotSent(var why) -> new XAnswer.NotSent(why);
            case Answer.Lost(var why) -> new XAnswer.Lost(why);
        };
    }

    private static byte[] body(HttpRequest request) {
        return request.getParameters()[0].getJsonObject().toString().getBytes(UTF_8);
    }
}
