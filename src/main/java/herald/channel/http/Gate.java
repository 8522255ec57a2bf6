package herald.channel.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/**
 * A request's body that knows whether it was ever asked for. The client asks for it only once the connection stands, so a body that was
 * not asked for means that the far side has had no whole request and cannot have acted on one. It is given out once: a client that
 * repeats a request by itself gets nothing to repeat.
 */
final class Gate extends AbstractHttpEntity {

    private final byte[] body;
    private final BooleanSupplier mayLeave;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean passed;

    Gate(byte[] body, BooleanSupplier mayLeave) {
        super((String) null, null);
        this.body = body;
        this.mayLeave = mayLeave;
    }

    /** Whether any of the body has gone. */
    boolean isPassed() {
        return passed;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (!asked.compareAndSet(false, true) || !mayLeave.getAsBoolean()) {
            throw new IOException("its time ran out before it left");
        }
        passed = true;
        out.write(body);
        out.flush();
    }

    @Override
    public long getContentLength() {
        return body.length;
    }

    @Override
    public InputStream getContent() {
        return new ByteArrayInputStream(body);
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public boolean isStreaming() {
        return !passed;
    }

    @Override
    public void close() {}
}
