package herald.theme.upload;

import herald.theme.Finding;
import java.util.ArrayList;
import java.util.List;

/** What was found so far: all of it counts, and the first of it is told. */
final class Findings {

    /** Nobody mends more than this in one go, and a hostile zip could bring a hundred thousand. */
    private static final int MOST_TOLD = 50;

    private final List<Finding> told = new ArrayList<>();
    private int untold;

    void add(String file, String reason, String hint) {
        add(Finding.in(file, reason, hint));
    }

    void add(Finding finding) {
        if (told.size() < MOST_TOLD) {
            told.add(finding);
        } else {
            untold++;
        }
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    List<Finding> all() {
        var all = new ArrayList<>(told);
        if (untold > 0) {
            all.add(Finding.of("And " + untold + " more of this kind.", ""));
        }
        return List.copyOf(all);
    }

    void throwIfAny() {
        if (!isEmpty()) {
            throw new ThemeRefusedException(all());
        }
    }
}
