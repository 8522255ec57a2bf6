package herald.theme;

/**
 * A theme's deep tones, for where no style sheet reaches.
 *
 * @param brand of pages without a state
 * @param good of what is well
 * @param warn of an incident
 * @param bad of a major outage
 * @param info of maintenance
 */
public record Tints(Tint brand, Tint good, Tint warn, Tint bad, Tint info) {}
