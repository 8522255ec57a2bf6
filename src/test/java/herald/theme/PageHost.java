package herald.theme;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Serves rendered pages under the policy the real site sends, and tells their viewers when told to. */
final class PageHost implements AutoCloseable {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src"
                    + " 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** How it answers for a while. */
    enum Mood {
        WELL,
        /** Whatever is asked for is answered with what was there first, as a cache may. */
        STALE,
        FAILING
    }

    /** Addresses with their query, as they were asked for. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    volatile Mood mood = Mood.WELL;

    /** Whether there is a stream of events; a host for files has none. */
    volatile boolean tells = true;

    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final Map<String, String> first = new ConcurrentHashMap<>();
    private final List<OutputStream> viewers = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ThemeRenderer renderer;
    private final String theme;

    PageHost() throws IOException {
        this("default");
    }

    PageHost(String theme) throws IOException {
        this(ThemeFixtures.RENDERER, theme);
    }

    PageHost(ThemeRenderer renderer, String theme) throws IOException {
        this.renderer = renderer;
        this.theme = theme;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    void put(String path, String html) {
        // Fixtures point to their assets from beside them.
        var page = html.replace("\"assets/", "\"/assets/");
        pages.put(path, page);
        first.putIfAbsent(path, page);
    }

    Set<String> paths() {
        return new TreeSet<>(pages.keySet());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    boolean hasViewers() {
        return !viewers.isEmpty();
    }

    /** @param changed a JSON list of paths, or null */
    void tell(String id, String changed) {
        var event = "id: %s\nevent: page\ndata: {\"at\":\"%s\",\"changed\":%s,\"spread\":20}\n\n"
                .formatted(id, id, changed)
                .getBytes(StandardCharsets.UTF_8);
        viewers.removeIf(viewer -> !reaches(viewer, event));
    }

    private static boolean reaches(OutputStream viewer, byte[] event) {
        try {
            viewer.write(event);
            viewer.flush();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        exchange.getResponseHeaders().add("Content-Security-Policy", POLICY);
        exchange.getResponseHeaders().add("Cache-Control", "no-cache");
        if (path.equals("/events")) {
            stream(exchange);
            return;
        }
        asked.add(exchange.getRequestURI().toString());
        if (mood == Mood.FAILING) {
            send(exchange, 503, "text/html", new byte[0]);
        } else if (path.startsWith("/assets/")) {
            var asset = renderer.theme(theme).allAssets().stream()
                    .filter(file -> path.endsWith("/" + file.path()))
                    .findFirst()
                    .orElseThrow(() -> new UncheckedIOException(new IOException(path)));
            send(exchange, 200, asset.contentType(), asset.bytes());
        } else {
            var page = (mood == Mood.STALE ? first : pages).get(path);
            send(
                    exchange,
                    page == null ? 404 : 200,
                    "text/html; charset=utf-8",
                    (page == null ? "" : page).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        if (!tells) {
            send(exchange, 404, "text/html", new byte[0]);
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(":\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        viewers.add(exchange.getResponseBody());
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
