package herald.delivery;

import herald.channel.Card;
import herald.channel.Fitted;
import herald.channel.Mail;
import java.util.List;
import java.util.Optional;

/**
 * The words of one update for one target.
 *
 * @param parts in their order; one at least
 * @param card the same in parts, for far sides that lay messages out themselves
 * @param mail the same as a mail; empty for channels that send none
 */
record Composed(List<Fitted> parts, Card card, Optional<Mail> mail) {

    /** The words of the part number {@code part}, from 1; of the last where there are fewer now. */
    Fitted part(int part) {
        return parts.get(Math.min(part, parts.size()) - 1);
    }
}
