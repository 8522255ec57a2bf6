package herald.channel.http;

import herald.channel.CallDeadlines;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;

/**
 * Carries one request and says what became of it; throws nothing for what the far side does. Each request has a connection of its own: a
 * kept one that the far side is just closing would turn a post that was never read into one whose answer is lost.
 */
@Singleton
public final class Courier implements AutoCloseable {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_CONNECTIONS = 1_000;

    private final CallDeadlines deadlines;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor watch;

    public Courier(CallDeadlines deadlines, AddressGate gate) {
        this.deadlines = deadlines;
        var connect = timeout(deadlines.connect());
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new GatedNames(gate, deadlines.connect()))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(timeout(deadlines.read()))
                        .build())
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(connect).build())
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy((_, _, _) -> false)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(timeout(deadlines.read()))
                        .setConnectionRequestTimeout(connect)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("Herald")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
        this.watch = new ScheduledThreadPoolExecutor(
                1, work -> Thread.ofPlatform().daemon().name("call-deadlines").unstarted(work));
        watch.setRemoveOnCancelPolicy(true);
    }

    public Answer carry(Request request) {
        return carry(request, deadlines.total());
    }

    /** @param total in place of the deadline for whole calls, where several share one */
    public Answer carry(Request request, Duration total) {
        var gate = request.body().map(body -> new Gate(body, request.mayLeave()));
        if (gate.isEmpty() && !request.mayLeave().getAsBoolean()) {
            return new Answer.NotSent("its time ran out before it left");
        }
        HttpUriRequestBase outgoing;
        try {
            outgoing = new HttpUriRequestBase(request.method(), request.address());
            request.headers().forEach(outgoing::setHeader);
            gate.ifPresent(outgoing::setEntity);
        } catch (RuntimeException unfit) {
            return new Answer.NotSent("the request could not be built");
        }
        var late = new AtomicBoolean();
        var alarm = watch.schedule(
                () -> {
                    late.set(true);
                    outgoing.cancel();
                },
                Math.max(0, total.toNanos()),
                TimeUnit.NANOSECONDS);
        try {
            return answer(outgoing);
        } catch (IOException | RuntimeException trouble) {
            var why = late.get() ? "no whole answer within the deadline" : words(trouble);
            return neverLeft(gate, trouble) ? new Answer.NotSent(why) : new Answer.Lost(why);
        } finally {
            alarm.cancel(false);
        }
    }

    @Override
    @PreDestroy
    public void close() {
        watch.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }

    private Answer answer(HttpUriRequestBase outgoing) throws IOException {
        var response = client.executeOpen(null, outgoing, HttpClientContext.create());
        try {
            return new Answer.Answered(response.getCode(), headers(response), body(response));
        } finally {
            // Not to its end: what is left of an answer is nobody's concern.
            outgoing.cancel();
            Closer.closeQuietly(response);
        }
    }

    /** What there is of it: a status is an answer even where its body broke off. */
    private static byte[] body(ClassicHttpResponse response) {
        var bytes = new ByteArrayOutputStream();
        try (InputStream in = response.getEntity() == null
                ? InputStream.nullInputStream()
                : response.getEntity().getContent()) {
            var chunk = new byte[8192];
            for (int read = in.read(chunk); read >= 0 && bytes.size() < MOST_BYTES; read = in.read(chunk)) {
                bytes.write(chunk, 0, Math.min(read, MOST_BYTES - bytes.size()));
            }
        } catch (IOException | RuntimeException _) {
            // As far as it came.
        }
        return bytes.toByteArray();
    }

    private static HttpHeaders headers(ClassicHttpResponse response) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (var header : response.getHeaders()) {
            if (!header.getName().isBlank() && header.getValue() != null) {
                headers.computeIfAbsent(header.getName(), _ -> new ArrayList<>())
                        .add(header.getValue());
            }
        }
        return HttpHeaders.of(headers, (_, _) -> true);
    }

    /** A body that was not asked for has not left; without one, only a connection that never stood is proof. */
    private static boolean neverLeft(Optional<Gate> gate, Exception trouble) {
        return gate.map(body -> !body.isPassed())
                .orElseGet(() -> trouble instanceof ConnectException
                        || trouble instanceof ConnectTimeoutException
                        || trouble instanceof UnknownHostException);
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }

    private static String words(Exception trouble) {
        return switch (trouble) {
            case GatedNames.ClosedAddressException closed -> closed.getMessage();
            case UnknownHostException _ -> "no connection: the name is unknown";
            case ConnectTimeoutException _ -> "no connection within the deadline";
            case ConnectException _ -> "no connection: nothing listens there";
            case SSLException tls -> "no encrypted connection: " + tls.getMessage();
            case SocketTimeoutException _ -> "no whole answer within the deadline";
            case InterruptedIOException _ -> "Herald was stopping";
            default -> "the connection broke off";
        };
    }
}
