package herald.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A small HTTP/1.1 server on loopback that can also end a connection badly, which no well-behaved server can. */
final class XWire implements AutoCloseable {
    private static final int MOST_BODY = 1 << 20;
    private static final int MOST_HEAD = 64 << 10;

    private final ServerSocket listening;
    private final Function<XRequest, Reaction> reactions;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Duration patience = Duration.ofSeconds(60);
    private volatile Duration drip = Duration.ofSeconds(1);

    XWire(int port, Function<XRequest, Reaction> reactions) {
        this.reactions = reactions;
        try {
            listening = new ServerSocket(port, 128, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("x-stub").start(this::accept);
    }

    /** An answer and how it leaves. */
    record Reaction(XAnswer answer, XFault.Ending ending) {}

    int port() {
        return listening.getLocalPort();
    }

    void patience(Duration patience) {
        this.patience = patience;
    }

    void drip(Duration drip) {
        this.drip = drip;
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (var socket : open) socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                open.add(socket);
                Thread.ofVirtual().name("x-stub-connection").start(() -> converse(socket));
            } catch (IOException _) {
                // Closed, or a client that left before it was let in.
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            socket.setSoTimeout((int) patience.toMillis());
            while (exchange(in, socket)) continue;
        } catch (IOException _) {
            // The client has gone or was too slow, which is its own affair.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    /** One request and what becomes of it; false when the connection is over. */
    private boolean exchange(InputStream in, Socket socket) throws IOException, InterruptedException {
        var request = read(in, socket);
        var reaction = reactions.apply(request);
        var answer = reaction.answer();
        var out = socket.getOutputStream();
        switch (reaction.ending()) {
            case ANSWER -> {
                out.write(joined(head(answer), answer.body()));
                return !request.header("connection").orElse("").equalsIgnoreCase("close");
            }
            case HANG -> in.transferTo(OutputStream.nullOutputStream());
            case RESET -> socket.setSoLinger(true, 0);
            case CLOSE -> {}
            case TRUNCATE -> {
                out.write(head(answer));
                out.write(answer.body(), 0, answer.body().length / 2);
            }
            case DRIP_BODY -> {
                out.write(head(answer));
                drip(answer.body(), socket);
            }
            case DRIP -> drip(joined(head(answer), answer.body()), socket);
        }
        return false;
    }

    private void drip(byte[] bytes, Socket socket) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        for (var octet : bytes) {
            if (System.nanoTime() > deadline || socket.isClosed()) return;
            socket.getOutputStream().write(octet);
            Thread.sleep(drip);
        }
    }

    private static byte[] head(XAnswer answer) {
        var head = new StringBuilder("HTTP/1.1 ")
                .append(answer.status())
                .append(' ')
                .append(reason(answer.status()))
                .append("\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("content-length: ").append(answer.body().length).append("\r\n\r\n");
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 402 -> "Payment Required";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            default -> "Status";
        };
    }

    private static XRequest read(InputStream in, Socket socket) throws IOException {
        var start = line(in).split(" ", 3);
        if (start.length < 3) throw new IOException("no request line");
        var headers = new LinkedHashMap<String, List<String>>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            if (colon < 1) throw new IOException("no header: " + line);
            headers.computeIfAbsent(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        if (headers.containsKey("expect")) {
            socket.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        var target = start[1].split("\\?", 2);
        return new XRequest(
                start[0], target[0], target.length > 1 ? target[1] : "", Map.copyOf(headers), body(in, headers));
    }

    private static byte[] body(InputStream in, Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) return chunks(in);
        return exactly(
                in,
                Integer.parseInt(
                        headers.getOrDefault("content-length", List.of("0")).getFirst()));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (var size = chunkSize(in); size > 0; size = chunkSize(in)) {
            body.write(exactly(in, size));
            if (body.size() > MOST_BODY) throw new IOException("body too long");
            line(in);
        }
        while (!line(in).isEmpty()) continue;
        return body.toByteArray();
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";")[0].strip(), 16);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        if (length > MOST_BODY) throw new IOException("body too long");
        var bytes = in.readNBytes(length);
        if (bytes.length < length) throw new EOFException();
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) throw new EOFException();
            if (line.size() > MOST_HEAD) throw new IOException("head too long");
            if (octet != '\r') line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
