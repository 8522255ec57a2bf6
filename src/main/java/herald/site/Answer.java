package herald.site;

import herald.publish.Document;
import herald.publish.PageSnapshot;
import herald.site.Headers.Header;
import herald.site.Reply.Form;
import io.micronaut.core.annotation.Nullable;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.IllegalReferenceCountException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An answer and, once it has been asked for, the very bytes of it that go over an HTTP/1 connection: all but the status line, the date
 * and what is said of the connection. They lie outside the heap, so that the socket takes them as they are, and are shared by all who
 * ask.
 */
final class Answer {

    private static final byte[] NOTHING = {};

    /** A block of bytes for one form. Not from Netty's pool: a buffer given back there may come to life as somebody else's. */
    private record Block(ByteBuf bytes, int head) {}

    /** The answers among which it is kept, and under which name. */
    record Place(Map<String, Answer> answers, String key) {}

    private final int status;
    private final List<Header> headers;
    private final @Nullable String contentType;
    private final @Nullable Document document;
    private final byte[] text;
    private final @Nullable AnswerCache cache;
    private final Block[] blocks = new Block[Form.values().length];
    private boolean takenDown;

    /** Where the cache keeps it; null where it does not. */
    @Nullable
    Place place;

    /** The newest snapshot known to hold this document; for the cache. */
    volatile @Nullable PageSnapshot page;

    /** Whether it was asked for since the cache looked last. */
    volatile boolean wanted = true;

    private Answer(
            int status,
            List<Header> headers,
            @Nullable String contentType,
            @Nullable Document document,
            byte[] text,
            @Nullable AnswerCache cache) {
        this.status = status;
        this.headers = List.copyOf(headers);
        this.contentType = contentType;
        this.document = document;
        this.text = text;
        this.cache = cache;
    }

    /** @param cache counts the memory; null for an answer that is sent once and made from the heap */
    static Answer of(int status, List<Header> headers, Document document, @Nullable AnswerCache cache) {
        return new Answer(status, headers, document.contentType(), document, NOTHING, cache);
    }

    static Answer of(int status, List<Header> headers, String contentType, String text) {
        return new Answer(status, headers, contentType, null, text.getBytes(StandardCharsets.UTF_8), null);
    }

    static Answer empty(int status, List<Header> headers) {
        return new Answer(status, headers, null, null, NOTHING, null);
    }

    int status(Form form) {
        return form == Form.NOT_MODIFIED ? 304 : status;
    }

    @SuppressWarnings("ReferenceEquality") // documents that have not changed are taken over as they are
    boolean is(Document other) {
        return document == other;
    }

    @Nullable
    Document document() {
        return document;
    }

    /**
     * All but those of the connection and the date.
     *
     * @param length the body's, in bytes
     */
    List<Header> headers(Form form, int length) {
        var all = new ArrayList<>(headers);
        if (form == Form.NOT_MODIFIED) {
            return all;
        }
        if (contentType != null) {
            all.add(new Header("Content-Type", contentType));
        }
        if (form == Form.GZIP) {
            all.add(new Header("Content-Encoding", "gzip"));
        }
        if (status != 204) {
            all.add(new Header("Content-Length", Integer.toString(length)));
        }
        return all;
    }

    /** Empty for what has no body. */
    byte[] body(Form form) {
        return switch (form) {
            case NOT_MODIFIED -> NOTHING;
            case PLAIN -> document == null ? text : document.bytes();
            case GZIP -> document == null || document.gzip() == null ? NOTHING : document.gzip();
        };
    }

    /** What follows on the date: headers and body, or the headers alone; the caller's to release. */
    ByteBuf bytes(Form form, boolean bodiless) {
        if (!wanted) {
            wanted = true;
        }
        var block = blocks[form.place];
        if (block != null) {
            try {
                return bodiless
                        ? block.bytes().retainedSlice(0, block.head())
                        : block.bytes().retainedDuplicate();
            } catch (IllegalReferenceCountException takenDownJustNow) {
                return once(form, bodiless);
            }
        }
        return make(form, bodiless);
    }

    private ByteBuf make(Form form, boolean bodiless) {
        var body = body(form);
        var head = head(form, body.length);
        int size = head.length + body.length;
        if (cache == null || !cache.holds(size)) {
            return once(head, bodiless ? NOTHING : body);
        }
        synchronized (this) {
            if (takenDown) {
                return once(head, bodiless ? NOTHING : body);
            }
            if (blocks[form.place] == null) {
                var bytes = UnpooledByteBufAllocator.DEFAULT.directBuffer(size, size);
                bytes.writeBytes(head).writeBytes(body);
                blocks[form.place] = new Block(bytes.asReadOnly(), head.length);
            } else {
                size = 0;
            }
        }
        if (size > 0) {
            cache.grew(this, size);
        }
        return bytes(form, bodiless);
    }

    synchronized boolean isTakenDown() {
        return takenDown;
    }

    /** Gives the memory back, once; who still sends these bytes goes on. */
    synchronized void takeDown() {
        if (takenDown) {
            return;
        }
        takenDown = true;
        for (var block : blocks) {
            if (block != null) {
                block.bytes().release();
            }
        }
    }

    private ByteBuf once(Form form, boolean bodiless) {
        var body = body(form);
        return once(head(form, body.length), bodiless ? NOTHING : body);
    }

    private static ByteBuf once(byte[] head, byte[] body) {
        return Unpooled.wrappedBuffer(head, body);
    }

    private byte[] head(Form form, int length) {
        var head = new StringBuilder(512);
        headers(form, length)
                .forEach(header -> head.append(header.name())
                        .append(": ")
                        .append(header.value())
                        .append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
