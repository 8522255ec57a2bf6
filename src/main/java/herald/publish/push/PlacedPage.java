package herald.publish.push;

import herald.publish.PageSnapshot;

/**
 * A page and where it lies on a target.
 *
 * @param place empty for the root, else with a slash at its end
 */
record PlacedPage(String place, PageSnapshot snapshot) {

    String id() {
        return place + "@" + snapshot.pageCode() + "@" + snapshot.id();
    }
}
