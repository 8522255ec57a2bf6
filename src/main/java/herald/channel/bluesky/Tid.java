package herald.channel.bluesky;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The protocol's names for records, which sort by time (https://atproto.com/specs/tid). */
final class Tid {

    private static final String LETTERS = "234567abcdefghijklmnopqrstuvwxyz";

    private Tid() {}

    /** Microseconds, and ten bits that tell apart what happened in the same one. The same for the same moment and key, always. */
    static String of(Instant moment, String key) {
        long number = ChronoUnit.MICROS.between(Instant.EPOCH, moment) << 10 | (key.hashCode() & 0x3ff);
        var name = new StringBuilder();
        for (int shift = 60; shift >= 0; shift -= 5) {
            name.append(LETTERS.charAt((int) (number >>> shift) & 0x1f));
        }
        return name.toString();
    }

    static boolean is(String name) {
        return name.matches("[234567a-j][234567a-z]{12}");
    }
}
