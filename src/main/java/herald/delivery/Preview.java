package herald.delivery;

import herald.channel.Fitted;
import herald.channel.Price;
import java.util.List;
import java.util.Optional;

/**
 * What a target would be told.
 *
 * @param parts exactly as they would go out, one post each
 * @param place of the first of them in the incident's thread, from 1
 * @param price what the far side will charge for them, as far as Herald knows; empty where it charges nothing
 * @param problems what staff should know first; empty when all is well
 */
public record Preview(Target target, List<Fitted> parts, int place, Optional<Price> price, List<String> problems) {}
