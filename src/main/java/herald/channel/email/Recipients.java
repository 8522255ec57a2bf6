package herald.channel.email;

import herald.channel.Account;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whom an account writes to. */
final class Recipients {

    static final int MOST = 100;

    private Recipients() {}

    /** Each once, in the order they were entered; what is no address is left out. */
    static List<Address> of(Account account) {
        return written(account).stream()
                .map(Address::of)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    static List<String> problems(Account account) {
        var written = written(account);
        var problems = new ArrayList<String>();
        if (written.isEmpty()) {
            problems.add("settings.recipients is missing: enter the addresses to write to, with commas between them");
        }
        if (written.size() > MOST) {
            problems.add("settings.recipients holds " + written.size() + " addresses, at most " + MOST
                    + " are taken: use the address of a mailing list");
        }
        written.stream()
                .filter(text -> Address.of(text).isEmpty())
                .findFirst()
                .ifPresent(text -> problems.add("settings.recipients holds “" + OneLine.of(text)
                        + "”, which is not an address such as name@example.com"));
        return problems;
    }

    private static List<String> written(Account account) {
        return account.setting("recipients").stream()
                .flatMap(text -> Arrays.stream(text.split("[,;\\s]+")))
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
