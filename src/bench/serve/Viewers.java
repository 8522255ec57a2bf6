import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Holds so many open tabs on one Herald, and says for each change how long it took until they were told: a line on stdin says that
 * something is posted now, and is answered by "p50 p99 longest told", in milliseconds and tabs. Run by viewers.sh.
 */
final class Viewers {

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        int count = Integer.parseInt(args[1]);
        var selector = Selector.open();
        var request = "GET /events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < count; i++) {
            var channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            channel.connect(new InetSocketAddress("127.0.0.1", port));
            channel.write(ByteBuffer.wrap(request));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        }
        read(selector, 3_000, count, false);
        System.out.println("ready");
        for (int line = System.in.read(); line >= 0; line = System.in.read()) {
            if (line == '\n') {
                long posted = System.nanoTime();
                var times = read(selector, 8_000, count, true);
                Arrays.sort(times);
                int told = times.length;
                System.out.printf(
                        "%d %d %d %d%n",
                        told == 0 ? -1 : (times[told / 2] - posted) / 1_000_000,
                        told == 0 ? -1 : (times[told * 99 / 100] - posted) / 1_000_000,
                        told == 0 ? -1 : (times[told - 1] - posted) / 1_000_000,
                        told);
            }
        }
    }

    /** When each of them was told of something, in nanoseconds; until all are, or the time is up. */
    private static long[] read(Selector selector, long milliseconds, int wanted, boolean stopWhenAll) throws IOException {
        var times = new long[wanted];
        int told = 0;
        var buffer = ByteBuffer.allocateDirect(16 << 10);
        long end = System.nanoTime() + milliseconds * 1_000_000;
        while (System.nanoTime() < end && !(stopWhenAll && told == wanted)) {
            selector.select(100);
            for (var key : selector.selectedKeys()) {
                buffer.clear();
                int size = ((SocketChannel) key.channel()).read(buffer);
                if (size < 0) {
                    key.cancel();
                    key.channel().close();
                } else if (size > 8 && told < wanted) {
                    times[told++] = System.nanoTime();
                }
            }
            selector.selectedKeys().clear();
        }
        return Arrays.copyOf(times, told);
    }
}
