package herald.publish.push;

import herald.publish.Document;

/**
 * One file of a page.
 *
 * @param path below the page's own place, without a slash at its beginning
 */
record Piece(String path, Document document, Part part) {

    /** In the order of writing: nothing leads to what is not there yet. */
    enum Part {
        ASSET,
        DATA,
        /** What the front pages lead to, and pages that stand for themselves. */
        LED_TO,
        FRONT,
        /** {@code /}. */
        ROOT,
        /** Thousands of older incidents and months: behind the front page, so that they never keep its news waiting. */
        ARCHIVE
    }

    /** Changes with anything a reader gets. */
    String print() {
        var headers = document.contentType() + document.caching().header() + (document.gzip() == null);
        return document.hash().substring(0, 32) + "." + Integer.toHexString(headers.hashCode());
    }
}
