package herald.console;

import io.micronaut.core.annotation.Nullable;

/**
 * One incident in a few lines.
 *
 * @param title in the page's first language
 * @param latest the newest words, as plain text, shortened
 * @param said when the public last heard something
 * @param promise when the next word was promised; null for no promise
 * @param late whether that moment has passed
 * @param silent how long the public has heard nothing, in words
 * @param window what users felt; null while nobody knows
 * @param schedule null for what nobody planned
 */
public record Summary(
        String code,
        String title,
        String stage,
        String impact,
        boolean open,
        boolean maintenance,
        String latest,
        When said,
        String silent,
        @Nullable When promise,
        boolean late,
        When began,
        @Nullable String window,
        @Nullable String schedule,
        @Nullable String scope,
        @Nullable String scopeNote,
        String address) {}
