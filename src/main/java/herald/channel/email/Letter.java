package herald.channel.email;

import java.util.Optional;

/**
 * One mail to one person.
 *
 * @param key unique for this mail for ever: a mail that is sent again carries the same {@code Message-ID}, and mailboxes show it once
 * @param to such as {@code jin@example.com}
 * @param html a whole document; empty for a mail of plain text only
 */
public record Letter(String key, String to, String subject, String text, Optional<String> html) {

    /** Neither the words nor the address: they may hold a link that lets somebody in. */
    @Override
    public String toString() {
        return "Letter[" + key + "]";
    }
}
