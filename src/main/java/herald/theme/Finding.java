package herald.theme;

/**
 * One thing that is wrong with a theme, as its designer reads it.
 *
 * @param file its path inside the theme; empty when it is about the whole theme
 * @param line from 1, or 0 when it is not known
 * @param reason what is wrong
 * @param hint how to mend it; empty when the reason says it all
 */
public record Finding(String file, int line, String reason, String hint) {

    /** About the whole theme. */
    public static Finding of(String reason, String hint) {
        return new Finding("", 0, reason, hint);
    }

    /** About a whole file. */
    public static Finding in(String file, String reason, String hint) {
        return new Finding(file, 0, reason, hint);
    }

    /** What a template or its words made of it. */
    public static Finding of(ThemeException failure) {
        return new Finding(failure.template(), failure.line(), failure.reason(), "");
    }

    /** {@code assets/logo.svg:3}; empty when it is about the whole theme. */
    public String place() {
        return line > 0 ? file + ":" + line : file;
    }

    /** {@code assets/logo.svg:3: it holds a script. Take it out.} */
    @Override
    public String toString() {
        var where = place().isEmpty() ? "" : place() + ": ";
        return (where + reason + " " + hint).strip();
    }
}
