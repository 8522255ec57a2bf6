package herald.theme;

/**
 * When the next word comes.
 *
 * @param at the moment that was promised
 * @param lapsed the moment has passed and no word came
 * @param text the whole sentence: "Next update by 22:40 KST", "The next update promised for 22:40 KST is late"
 */
public record PromiseView(Moment at, boolean lapsed, String text) {}
