package herald.channel.email;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who Herald's mails come from.
 *
 * @param name empty where only an address was given
 */
record Sender(String name, Address address) {

    private static final Pattern NAMED = Pattern.compile("\\s*\"?([^\"<>]*?)\"?\\s*<([^<>]+)>\\s*");

    /** Of {@code Acme Status <status@example.com>} or {@code status@example.com}; empty for anything else. */
    static Optional<Sender> of(String text) {
        var named = NAMED.matcher(text);
        return named.matches()
                ? Address.of(named.group(2).strip()).map(address -> new Sender(OneLine.of(named.group(1)), address))
                : Address.of(text.strip()).map(address -> new Sender("", address));
    }
}
