package herald.publish;

import java.util.List;

/**
 * A page in one of its languages in the making.
 *
 * @param names of all components as they are written where they stand alone, with their ids: whatever names one depends on them
 */
record Draft(PageData data, Edition edition, Look look, List<String> names, Rendering rendering) {}
