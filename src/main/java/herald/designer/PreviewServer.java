package herald.designer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import herald.theme.Asset;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Serves a theme's pictures to this machine's own browser, and tells it when they have changed. */
final class PreviewServer implements AutoCloseable {

    private static final long LOOK_EVERY_MS = 300;

    /** A comment now and then shows whether the browser is still there. */
    private static final int LOOKS_PER_SIGN = 50;

    private static final String SCRIPT = "/preview.js";
    private static final String STYLE = "/preview.css";
    private static final String EVENTS = "/preview-events";

    /** As readers get it, with the frames and the script of the preview. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self';"
            + " script-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'";

    private static final String RELOAD = """
        new EventSource("%s").onmessage = () => {
          if (document.querySelector("iframe")) for (const frame of document.querySelectorAll("iframe")) frame.contentWindow.location.reload();
          else if (window === top) location.reload();
        };
        """.formatted(EVENTS);

    private final HttpServer server;
    private final Pictures pictures;
    private final CountDownLatch closed = new CountDownLatch(1);

    private PreviewServer(HttpServer server, Pictures pictures) {
        this.server = server;
        this.pictures = pictures;
    }

    /** @param port 0 for any that is free */
    static PreviewServer start(int port, Pictures pictures) throws IOException {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
            var preview = new PreviewServer(server, pictures);
            server.createContext("/", preview::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return preview;
        } catch (BindException taken) {
            throw new CommandException("Port " + port + " is taken. Give another with --port, or --port 0 for any.");
        } catch (IllegalArgumentException outOfRange) {
            throw new CommandException("There is no port " + port + "; give one from 0 to 65535.");
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Until it is closed. */
    void join() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
            if (!host.matches("(127\\.0\\.0\\.1|localhost)(:\\d+)?")) {
                send(exchange, 403, "text/plain", "Only for this machine.".getBytes(StandardCharsets.UTF_8));
            } else if (path.equals(EVENTS)) {
                events(exchange);
            } else {
                page(exchange, path);
            }
        }
    }

    private void page(HttpExchange exchange, String path) throws IOException {
        var script = "<script src=\"" + SCRIPT + "\" defer></script>";
        switch (path) {
            case "/" -> html(exchange, pictures.overview("<link rel=\"stylesheet\" href=\"" + STYLE + "\">", script));
            case SCRIPT -> send(exchange, 200, "text/javascript", RELOAD.getBytes(StandardCharsets.UTF_8));
            case STYLE -> send(exchange, 200, "text/css", Pictures.style());
            default -> {
                var asset = path.startsWith(Pictures.ASSETS)
                        ? pictures.asset(path.substring(Pictures.ASSETS.length()))
                        : Optional.<Asset>empty();
                var steps = path.replaceFirst("\\.html$", "").split("/");
                var page = steps.length == 3 ? pictures.page(steps[1], steps[2]) : Optional.<String>empty();
                if (asset.isPresent()) {
                    send(exchange, 200, asset.get().contentType(), asset.get().bytes());
                } else if (page.isPresent()) {
                    html(exchange, page.get().replace("</body>", script + "</body>"));
                } else {
                    send(exchange, 404, "text/plain", "There is nothing here.".getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    private static void html(HttpExchange exchange, String page) throws IOException {
        send(exchange, 200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", "no-store");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    /** One message for each change, until the browser goes away. */
    private void events(HttpExchange exchange) throws IOException {
        var seen = pictures.state();
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        var body = exchange.getResponseBody();
        // Only the first bytes of the body take the headers along.
        body.write(":\n\n".getBytes(StandardCharsets.UTF_8));
        body.flush();
        for (int look = 1; closed.getCount() > 0; look++) {
            var now = pictures.state();
            if (!now.equals(seen)) {
                body.write("data: changed\n\n".getBytes(StandardCharsets.UTF_8));
                body.flush();
            } else if (look % LOOKS_PER_SIGN == 0) {
                body.write(":\n\n".getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
            seen = now;
            try {
                if (closed.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
