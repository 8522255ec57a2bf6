package herald.theme;

import io.micronaut.core.annotation.Nullable;

/** A theme could not do its work: a file is missing, does not parse, or names what is not there. */
public class ThemeException extends RuntimeException {
    private final String template;
    private final int line;
    private final String reason;

    /** @param line from 1, or 0 when it is not known */
    public ThemeException(String template, int line, String reason, @Nullable Throwable cause) {
        super(line > 0 ? template + ":" + line + ": " + reason : template + ": " + reason, cause);
        this.template = template;
        this.line = line;
        this.reason = reason;
    }

    public String template() {
        return template;
    }

    /** From 1, or 0 when it is not known. */
    public int line() {
        return line;
    }

    /** What is wrong, without the place. */
    public String reason() {
        return reason;
    }
}
