package herald.site;

import herald.publish.PageSnapshot;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What all viewers of a page are told: the same bytes for each of them.
 *
 * @param number higher than that of whatever was told before
 * @param event outside the heap, shared, and taken back by the garbage collector
 */
record Tidings(long number, String pageCode, String snapshotId, ByteBuf event) {

    static Tidings of(long number, PageSnapshot page, String text) {
        return new Tidings(number, page.pageCode(), page.id(), shared(text));
    }

    static ByteBuf shared(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(direct).asReadOnly());
    }
}
