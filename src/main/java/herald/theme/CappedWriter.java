package herald.theme;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Holds a page while it is written and gives up on one without end. */
final class CappedWriter extends StringWriter {
    static final int LARGEST_PAGE = 4_000_000;

    @Override
    public void write(String text) {
        check(text.length());
        super.write(text);
    }

    @Override
    public void write(String text, int offset, int length) {
        check(length);
        super.write(text, offset, length);
    }

    @Override
    public void write(char[] text, int offset, int length) {
        check(length);
        super.write(text, offset, length);
    }

    private void check(int more) {
        if (getBuffer().length() + more > LARGEST_PAGE) {
            throw new UncheckedIOException(new IOException("the page is larger than " + LARGEST_PAGE + " characters"));
        }
    }
}
