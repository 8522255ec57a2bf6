package herald.delivery;

import java.util.List;

/**
 * What a target would be told.
 *
 * @param text exactly as it would go out
 * @param weight in the far side's unit
 * @param limit in the same unit
 * @param cut whether words were left out
 * @param problems what staff should know first; empty when all is well
 */
public record Preview(Target target, String text, int weight, int limit, boolean cut, List<String> problems) {}
