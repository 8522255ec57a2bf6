package herald.theme;

/**
 * What a browser colours its own frame with, as {@code #rrggbb}.
 *
 * @param light for those who prefer the light
 * @param dark for those who prefer the dark
 */
public record Tint(String light, String dark) {}
