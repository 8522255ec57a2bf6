package herald.delivery;

import herald.channel.Card;
import herald.channel.Fitted;
import java.util.List;

/**
 * The words of one update for one target.
 *
 * @param parts in their order; one at least
 * @param card the same in parts, for far sides that lay messages out themselves
 */
record Composed(List<Fitted> parts, Card card) {

    /** The words of the part number {@code part}, from 1; of the last where there are fewer now. */
    Fitted part(int part) {
        return parts.get(Math.min(part, parts.size()) - 1);
    }
}
