package herald.console;

import herald.channel.Fitted;
import herald.delivery.Preview;
import herald.delivery.Previews;
import herald.incident.Details;
import herald.incident.NewUpdate;
import herald.page.Page;
import herald.publish.PagePreview;
import herald.staff.Session;
import herald.theme.ThemeException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;

/** What readers and followers would get, while it is being written. Sends nothing. */
@Controller("/console/preview")
@ExecuteOn(TaskExecutors.BLOCKING)
class PreviewScreen extends ConsoleScreen {

    private static final String GAP = "…";

    private final ComposerForm composers;
    private final Previews previews;
    private final PagePreview pagePreview;

    PreviewScreen(Screens screens, ComposerForm composers, Previews previews, PagePreview pagePreview) {
        super(screens);
        this.composers = composers;
        this.previews = previews;
        this.pagePreview = pagePreview;
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> preview(HttpRequest<?> request, Session session, Form form) {
        var code = form.text("incident");
        var place = code.isEmpty() ? new Screens.Place(screens.page(request, form), null) : screens.place(code);
        var reading = composers.read(place.page(), place.story(), form);
        return screens.show(
                request,
                place.page(),
                "preview.ftlh",
                Map.of("preview", of(place.page(), code.isEmpty() ? null : code, reading.update(), reading.texts())));
    }

    /** @param incident null for one that would be opened */
    PreviewView of(Page page, @Nullable String incident, NewUpdate update, Map<String, String> texts) {
        var shown = whole(page, incident, update);
        var posts = previews.of(page, incident, shown, texts).stream()
                .map(PreviewScreen::post)
                .toList();
        try {
            return new PreviewView(still(pagePreview.of(page, incident, shown)), null, posts);
        } catch (ThemeException broken) {
            return new PreviewView(null, "The page cannot be drawn: " + broken.getMessage(), posts);
        }
    }

    /** Its frame lets no script run, and browsers complain of each one they may not run. */
    static String still(String html) {
        return html.replaceAll("<script\\b[^>]*></script>", "");
    }

    /** What has not been written yet is shown as a gap. */
    private static NewUpdate whole(Page page, @Nullable String incident, NewUpdate update) {
        var details = update.details();
        var bodies = update.bodies().isEmpty() ? Map.of(page.firstLanguage(), GAP) : update.bodies();
        var names = incident == null && details.names().isEmpty() ? Map.of(page.firstLanguage(), GAP) : details.names();
        return new NewUpdate(
                update.stage(),
                bodies,
                new Details(
                        names,
                        details.statuses(),
                        details.attached(),
                        details.impactOverride(),
                        details.clearImpactOverride(),
                        details.impactStartedAt(),
                        details.impactEndedAt(),
                        details.nextUpdateAt(),
                        details.scope(),
                        details.scopeNote(),
                        details.scheduledFor(),
                        details.scheduledUntil()),
                update.displayAt(),
                update.deliverNotifications());
    }

    private static PreviewView.Post post(Preview preview) {
        var first = preview.parts().getFirst();
        int share = first.limit() == 0 ? 0 : Math.min(100, first.weight() * 100 / first.limit());
        return new PreviewView.Post(
                preview.target().name(),
                preview.target().channel(),
                first.text(),
                preview.parts().stream().skip(1).map(Fitted::text).toList(),
                preview.place(),
                preview.price()
                        .map(price -> price.amount().toPlainString() + " " + price.currency())
                        .orElse(null),
                first.weight(),
                first.limit(),
                share,
                first.cut(),
                preview.problems());
    }
}
