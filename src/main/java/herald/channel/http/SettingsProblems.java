package herald.channel.http;

import herald.channel.Account;
import herald.channel.Field;
import java.util.List;
import java.util.Optional;

/** What is wrong with what staff filled in, as far as a field says by itself what it takes. */
public final class SettingsProblems {

    private SettingsProblems() {}

    /** One sentence for each field that will not do, in order. */
    public static List<String> of(List<Field> fields, Account account, AddressGate gate) {
        return fields.stream()
                .flatMap(field -> problem(field, account, gate).stream())
                .toList();
    }

    private static Optional<String> problem(Field field, Account account, AddressGate gate) {
        var name = "settings." + field.name();
        var value = account.setting(field.name());
        if (value.isEmpty()) {
            return Optional.of(name + " is missing" + (field.hint().isEmpty() ? "." : ": " + field.hint()))
                    .filter(_ -> field.required());
        }
        return switch (field.kind()) {
            case TEXT -> Optional.empty();
            case SECRET ->
                Optional.of(name + " has blanks or letters in it that no such secret has: copy it again.")
                        .filter(_ -> !value.get().matches("[\\x21-\\x7e]+"));
            case ADDRESS -> gate.problem(value.get()).map(problem -> name + " will not do: " + problem);
            case CHOICE -> field.notAChoice(account);
        };
    }
}
