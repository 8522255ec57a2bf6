package herald.testing;

import java.util.Map;
import java.util.Optional;

/**
 * One message as its readers see it.
 *
 * @param answers the message, or the thread, that it answers
 * @param first all that was to be read in it when it came
 * @param now the same after its last edit
 * @param body as it was sent
 */
public record ChatPost(
        String id, Optional<String> answers, String first, String now, boolean standing, Map<?, ?> body) {}
