package herald.testing;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A whole Herald on loopback with a database of its own; with {@code @RegisterExtension} on a static field it lives as long as the
 * test class. Its clock can be set, its first owner and API key are {@link #EMAIL}, {@link #PASSWORD}, {@link #API_KEY}.
 */
public final class HeraldServer implements Node, BeforeAllCallback, AfterAllCallback, AutoCloseable {

    public static final String EMAIL = "owner@example.com";
    public static final String PASSWORD = "correct horse battery";
    public static final String API_KEY = "test-key-0123456789abcdef";

    private final Map<String, Object> properties = new HashMap<>();
    private final TestDatabase database;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private EmbeddedServer server;

    private HeraldServer(TestDatabase database) {
        this.database = database;
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        properties.putAll(database.properties());
        properties.put("micronaut.server.port", -1);
        properties.put("micronaut.server.host", "127.0.0.1");
        properties.put("herald.testing.settable-clock", "true");
        properties.put("herald.allow-private-addresses", "true");
        properties.put("herald.delivery.undo-window", "0s");
        properties.put("herald.secret-key", HeraldProcess.SECRET_KEY);
        properties.put("herald.setup.email", EMAIL);
        properties.put("herald.setup.password", PASSWORD);
        properties.put("herald.setup.api-key", API_KEY);
    }

    public static HeraldServer onFreshDatabase() {
        return new HeraldServer(TestDatabase.fresh());
    }

    public static HeraldServer on(TestDatabase database) {
        return new HeraldServer(database);
    }

    public HeraldServer with(String property, Object value) {
        properties.put(property, value);
        return this;
    }

    public HeraldServer withAll(Map<String, Object> more) {
        properties.putAll(more);
        return this;
    }

    public HeraldServer start() {
        server = ApplicationContext.run(EmbeddedServer.class, properties);
        return this;
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    public SettableClock clock() {
        return bean(SettableClock.class);
    }

    public TestDatabase database() {
        return database;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getPort() + path);
    }

    /** GETs {@code path} without following redirects. */
    @Override
    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .build());
    }

    /** Sends {@code json} to the manage API with the first key; a null body sends none. */
    @Override
    public HttpResponse<String> api(String method, String path, String json, String... headers) {
        var request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "OAuth " + API_KEY)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
