package herald.channel.x;

import com.twitter.twittertext.Extractor;
import herald.channel.Price;

/** What X charges for a post: more where it has an address in it. */
final class XCost {

    private final XSettings settings;

    XCost(XSettings settings) {
        this.settings = settings;
    }

    Price of(String text) {
        boolean hasLink = !new Extractor().extractURLs(text).isEmpty();
        return new Price(hasLink ? settings.linkPrice() : settings.postPrice(), "USD");
    }
}
