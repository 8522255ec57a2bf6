package herald.delivery;

import herald.channel.Fitted;
import java.util.List;

/**
 * What a target would be told.
 *
 * @param parts exactly as they would go out, one post each
 * @param place of the first of them in the incident's thread, from 1
 * @param problems what staff should know first; empty when all is well
 */
public record Preview(Target target, List<Fitted> parts, int place, List<String> problems) {}
