package herald.console;

import java.util.List;

/** A form that cannot be read as it was filled in. */
final class FormException extends RuntimeException {

    private final transient List<Problem> problems;

    FormException(List<Problem> problems) {
        super(String.join(" ", problems.stream().map(Problem::text).toList()));
        this.problems = List.copyOf(problems);
    }

    List<Problem> problems() {
        return problems;
    }
}
