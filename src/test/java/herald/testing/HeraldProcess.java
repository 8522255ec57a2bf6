package herald.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Herald in a process of its own, which a test may kill or freeze. */
public final class HeraldProcess implements Node, AutoCloseable {

    static final String SECRET_KEY = "a key for tests that nodes share";

    private static final Pattern ADDRESS = Pattern.compile("Server Running: http://[^:]+:(\\d+)");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    private final Process process;
    private final Path log;
    private int port;

    private HeraldProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts on {@code database} with these properties and those of {@link HeraldServer}, and waits until it listens. */
    public static HeraldProcess start(TestDatabase database, Map<String, ?> properties) {
        var all = new HashMap<String, Object>(database.properties());
        all.put("micronaut.server.port", "-1");
        all.put("micronaut.server.host", "127.0.0.1");
        all.put("herald.allow-private-addresses", "true");
        all.put("herald.delivery.undo-window", "0s");
        all.put("herald.setup.email", HeraldServer.EMAIL);
        all.put("herald.setup.password", HeraldServer.PASSWORD);
        all.put("herald.setup.api-key", HeraldServer.API_KEY);
        all.put("herald.secret-key", SECRET_KEY);
        all.putAll(properties);
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Xmx256m");
        all.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add("herald.Application");
        try {
            var log = Files.createTempFile(database.directory(), "herald", ".log");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            var herald = new HeraldProcess(process, log);
            herald.awaitPort();
            return herald;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(10))
                .build());
    }

    @Override
    public HttpResponse<String> api(String method, String path, String json, String... headers) {
        var request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "OAuth " + HeraldServer.API_KEY)
                .header("Content-Type", "application/json")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGSTOP: it stands still, clocks and all, until {@link #thaw}. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits until it has ended by itself. */
    public void awaitEnd() {
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                throw new AssertionError("still running after 40 seconds:\n" + log());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitPort() {
        Drill.until(
                60, () -> !process.isAlive() || ADDRESS.matcher(log()).find(), () -> "a listening Herald:\n" + log());
        var address = ADDRESS.matcher(log());
        port = address.find() ? Integer.parseInt(address.group(1)) : -1;
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
