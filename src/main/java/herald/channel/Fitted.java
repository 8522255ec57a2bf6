package herald.channel;

import java.util.List;

/**
 * Words as they will go out.
 *
 * @param text the exact text, link included
 * @param weight its length in the far side's own unit
 * @param limit the most the far side takes, in the same unit
 * @param cut whether words had to be left out
 * @param problems what staff should know before they post, in words; empty when all is well
 */
public record Fitted(String text, int weight, int limit, boolean cut, List<String> problems) {}
