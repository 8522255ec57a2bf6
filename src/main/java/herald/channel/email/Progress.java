package herald.channel.email;

import herald.channel.Account;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who of a message's recipients has it, kept in the account's memory: a message that is tried again goes to the others only. A memory that
 * does not answer costs somebody a second copy, which mailboxes know by its {@code Message-ID}.
 */
final class Progress {

    /** What is known of one copy. */
    enum State {
        TAKEN,
        REFUSED,
        /** The server had all of it, and its answer was lost: it is sent once more. */
        LOST,
        LOST_AGAIN
    }

    private static final String MESSAGE = "message:";
    private static final String REFUSAL = "refused:";
    private static final int MOST_MESSAGES = 20;

    private final Account account;
    private final String name;
    private final Clock clock;
    private final Map<String, State> states = new LinkedHashMap<>();

    private Progress(Account account, String key, Clock clock) {
        this.account = account;
        this.name = MESSAGE + key;
        this.clock = clock;
    }

    static Progress of(Account account, String key, Clock clock) {
        var progress = new Progress(account, key, clock);
        Optional.ofNullable(read(account).get(progress.name)).ifPresent(progress::parse);
        return progress;
    }

    Optional<State> of(Address recipient) {
        return Optional.ofNullable(states.get(OutgoingMail.hash(recipient.toString())));
    }

    void put(Address recipient, State state, String reason) {
        states.put(OutgoingMail.hash(recipient.toString()), state);
        write(recipient, state, reason);
    }

    private void write(Address recipient, State state, String reason) {
        try {
            account.memory().update(values -> {
                var after = new HashMap<>(values);
                after.put(name, written());
                switch (state) {
                    case REFUSED -> after.put(REFUSAL + recipient, reason);
                    case TAKEN -> after.remove(REFUSAL + recipient);
                    case LOST, LOST_AGAIN -> {}
                }
                forgetOldest(after);
                return after;
            });
        } catch (RuntimeException _) {
            // The next one writes them all.
        }
    }

    /** What the server said when it refused a recipient last. */
    static Optional<String> refusal(Account account, Address recipient) {
        return Optional.ofNullable(read(account).get(REFUSAL + recipient));
    }

    private String written() {
        return clock.instant().toEpochMilli()
                + states.entrySet().stream()
                        .map(state -> " " + state.getKey() + "="
                                + state.getValue().name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining());
    }

    private void parse(String written) {
        Arrays.stream(written.split(" "))
                .skip(1)
                .map(state -> state.split("="))
                .forEach(state -> states.put(state[0], State.valueOf(state[1].toUpperCase(Locale.ROOT))));
    }

    private static void forgetOldest(Map<String, String> values) {
        var messages = values.keySet().stream()
                .filter(key -> key.startsWith(MESSAGE))
                .sorted(Comparator.comparing((String key) -> writtenAt(values.get(key))))
                .toList();
        messages.stream().limit(Math.max(0, messages.size() - MOST_MESSAGES)).forEach(values::remove);
    }

    private static Instant writtenAt(String written) {
        return Instant.ofEpochMilli(Long.parseLong(written.split(" ")[0]));
    }

    private static Map<String, String> read(Account account) {
        try {
            return account.memory().read().values();
        } catch (RuntimeException _) {
            return Map.of();
        }
    }
}
