package herald.incident;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How many users an incident touches. */
public enum Scope {
    ALL,
    MOST,
    SOME,
    FEW;

    /** As the API writes it, such as {@code some}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> ofWord(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word().equals(word))
                .findFirst();
    }
}
