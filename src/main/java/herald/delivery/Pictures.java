package herald.delivery;

import herald.channel.Card;
import herald.channel.Image;
import herald.page.Page;
import herald.publish.Document;
import herald.publish.SnapshotStore;
import jakarta.inject.Singleton;

/** The pictures that links to incidents show, for channels that post them: as the page has them, and never waited for. */
@Singleton
class Pictures {

    private final SnapshotStore snapshots;

    Pictures(SnapshotStore snapshots) {
        this.snapshots = snapshots;
    }

    /** Empty when it is asked for, where the page has none yet. */
    Image of(Page page, Card card) {
        var language = card.language();
        var speaks = page.languageList().contains(language) && !language.equals(page.firstLanguage());
        var path = (speaks ? "/" + language : "") + "/incidents/" + card.incidentId() + ".png";
        return new Image(
                () -> snapshots
                        .ofPage(page.code())
                        .flatMap(snapshot -> snapshot.document(path))
                        .map(Document::bytes),
                card.page() + ": " + card.title() + ". " + card.stageLabel() + ", " + card.time() + ".");
    }
}
