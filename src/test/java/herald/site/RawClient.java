package herald.site;

import herald.testing.HeraldServer;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A client that writes what no library would. */
final class RawClient implements Closeable {

    /** @param headers with names in small letters */
    record Response(int status, Map<String, String> headers, byte[] body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final Socket socket;
    private final InputStream in;

    RawClient(HeraldServer herald) throws IOException {
        this(herald, 0);
    }

    /** @param receiveBuffer how much the kernel takes for us, in bytes; 0 for as much as it likes */
    RawClient(HeraldServer herald, int receiveBuffer) throws IOException {
        this(herald.uri("/").getPort(), receiveBuffer);
    }

    RawClient(int port, int receiveBuffer) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", port));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(15_000);
        in = new java.io.BufferedInputStream(socket.getInputStream());
    }

    RawClient write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    RawClient get(String path, String... headers) throws IOException {
        return ask("GET", path, headers);
    }

    RawClient ask(String method, String path, String... headers) throws IOException {
        var request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (var header : headers) {
            request.append(header).append("\r\n");
        }
        return write(request.append("\r\n").toString());
    }

    Response response() throws IOException {
        return response(true);
    }

    /** @param body whether one follows on the headers that speak of one */
    Response response(boolean body) throws IOException {
        var first = line();
        int status = Integer.parseInt(first.substring(9, 12));
        var headers = new HashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if (!body || status == 304 || status == 204) {
            return new Response(status, headers, new byte[0]);
        }
        if (headers.containsKey("transfer-encoding")) {
            return new Response(status, headers, chunks());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("after " + bytes.length + " of " + length);
        }
        return new Response(status, headers, bytes);
    }

    private byte[] chunks() throws IOException {
        var all = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            all.write(in.readNBytes(size));
            line();
        }
        line();
        return all.toByteArray();
    }

    /** Without its end; null for the end of the connection only at its beginning. */
    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /** Whether the far side ends the connection before it says anything more. */
    boolean isEnded() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    RawClient patience(int milliseconds) throws IOException {
        socket.setSoTimeout(milliseconds);
        return this;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
