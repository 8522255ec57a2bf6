package herald.page;

import java.util.List;

/** What was asked for cannot be done as it stands: each problem says what, where, and how to mend it. */
public final class InvalidException extends RuntimeException {

    private final transient List<String> problems;

    public InvalidException(List<String> problems) {
        super(String.join(" ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }

    /** Throws when there is any problem. */
    public static void throwIfAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidException(problems);
        }
    }
}
