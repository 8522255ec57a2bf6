package herald.page;

/** Something that readers can see has changed; heard after the commit, as a nudge that may be lost. */
public record PageChanged(long pageId) {}
