package herald.channel.x;

import herald.channel.CallDeadlines;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLHandshakeException;

/**
 * Carries one request and says what became of it. Each request has a connection of its own: a kept one that the far side is
 * just closing would turn a post that was never read into one whose answer is lost.
 */
final class Courier {

    private final CallDeadlines deadlines;
    private final JsonMapper json;

    Courier(CallDeadlines deadlines, JsonMapper json) {
        this.deadlines = deadlines;
        this.json = json;
    }

    XAnswer get(HttpRequest.Builder request) {
        return carry(request.GET().build(), () -> false, new Reading());
    }

    /** @param mayLeave asked once the connection stands, just before the body goes */
    XAnswer post(HttpRequest.Builder request, byte[] body, BooleanSupplier mayLeave) {
        var reading = new Reading();
        var gate = new Gate(body, mayLeave, reading::heard);
        return carry(request.POST(gate).build(), gate::shut, reading);
    }

    private XAnswer carry(HttpRequest request, BooleanSupplier heldBack, Reading reading) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(deadlines.connect())
                .build();
        try {
            var trouble = await(client.sendAsync(request, reading::begins), reading);
            // The body is asked for while the handshake still runs, and waits for its end.
            var neverLeft = trouble.isPresent() && (isHandshake(trouble.get()) || heldBack.getAsBoolean());
            return neverLeft ? new XAnswer.NotSent(words(trouble.get())) : answer(reading, trouble);
        } finally {
            client.shutdownNow();
        }
    }

    /** Waits for the end of the answer; what kept it from coming, or empty when it is all here. */
    private Optional<Throwable> await(Future<?> answer, Reading reading) {
        var start = System.nanoTime();
        while (true) {
            var now = System.nanoTime();
            var left = Math.min(
                    deadlines.total().toNanos() - (now - start),
                    deadlines.read().toNanos() - (now - reading.heardAt()));
            if (left <= 0) {
                return Optional.of(new TimeoutException());
            }
            try {
                var _ = answer.get(left, TimeUnit.NANOSECONDS);
                return Optional.empty();
            } catch (TimeoutException _) {
                // Not the end yet: a byte may have come meanwhile and moved the read deadline.
            } catch (ExecutionException failure) {
                return Optional.of(failure.getCause());
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
                return Optional.of(interruption);
            }
        }
    }

    /** A status is an answer even where its body broke off. */
    private XAnswer answer(Reading reading, Optional<Throwable> trouble) {
        return reading.head()
                .<XAnswer>map(head -> new XAnswer.Answered(head.statusCode(), head.headers(), parsed(reading.soFar())))
                .orElseGet(() -> new XAnswer.Lost(trouble.map(Courier::words).orElse("there was no answer")));
    }

    private Optional<JsonNode> parsed(byte[] body) {
        try {
            return Optional.ofNullable(json.readValue(body, JsonNode.class));
        } catch (IOException | RuntimeException _) {
            return Optional.empty();
        }
    }

    private static boolean isHandshake(Throwable trouble) {
        return trouble instanceof SSLHandshakeException
                || (trouble.getCause() != null && isHandshake(trouble.getCause()));
    }

    private static String words(Throwable trouble) {
        return switch (trouble) {
            case TimeoutException _ -> "no whole answer within the deadline";
            case InterruptedException _ -> "Herald was stopping";
            case HttpConnectTimeoutException _ -> "no connection within the deadline";
            case ConnectException _ -> "no connection: the address is unknown or nothing listens there";
            case Throwable tls when isHandshake(tls) -> "no encrypted connection: " + tls.getMessage();
            default -> "the connection broke off";
        };
    }
}
