package herald.channel.x;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Plays X down to the bytes: reads each request whole, then does as told with the socket. */
final class FarSide implements AutoCloseable {

    interface Play {
        void answer(String request, OutputStream out) throws IOException, InterruptedException;
    }

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final ServerSocket listening;
    private final Play play;

    FarSide(Play play) {
        this.play = play;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::listen);
    }

    /** Answers every request alike. {@code headers} end in a line break each. */
    static FarSide answering(int status, String headers, String body) {
        return new FarSide((_, out) -> write(out, status, headers, body));
    }

    static void write(OutputStream out, int status, String headers, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        out.write(("HTTP/1.1 " + status + " X\r\n" + headers + "Content-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(UTF_8));
        out.write(bytes);
        out.flush();
    }

    String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    long posts() {
        return requests.stream().filter(request -> request.startsWith("POST ")).count();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var request = read(socket.getInputStream());
            requests.add(request);
            play.answer(request, socket.getOutputStream());
        } catch (IOException | InterruptedException _) {
            // The caller has gone: what it made of that is what the test looks at.
        }
    }

    private static String read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        var length = head.toString()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return new String(head.toString().getBytes(ISO_8859_1), UTF_8) + new String(in.readNBytes(length), UTF_8);
    }
}
