package herald.theme;

import herald.markdown.Html;

/**
 * What an update said before it was edited.
 *
 * @param body what staff had written
 * @param replacedAt when these words were taken down
 */
public record EarlierText(Html body, Moment replacedAt) {}
