package herald.console;

import herald.delivery.Preview;
import herald.delivery.Previews;
import herald.incident.NewUpdate;
import herald.page.Page;
import herald.staff.Session;
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

    private final ComposerForm composers;
    private final Previews previews;

    PreviewScreen(Screens screens, ComposerForm composers, Previews previews) {
        super(screens);
        this.composers = composers;
        this.previews = previews;
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> preview(HttpRequest<?> request, Session session, Form form) {
        var code = form.text("incident");
        var place = code.isEmpty()
                ? new Screens.Place(screens.page(request, form), null)
                : screens.place(code);
        var reading = composers.read(place.page(), place.story(), form);
        return screens.show(
                request,
                place.page(),
                "preview.ftlh",
                Map.of("preview", of(place.page(), code.isEmpty() ? null : code, reading.update())));
    }

    /** @param incident null for one that would be opened */
    PreviewView of(Page page, @Nullable String incident, NewUpdate update) {
        return new PreviewView(
                null,
                null,
                previews.of(page, incident, update).stream()
                        .map(PreviewScreen::post)
                        .toList());
    }

    private static PreviewView.Post post(Preview preview) {
        int share = preview.limit() == 0 ? 0 : Math.min(100, preview.weight() * 100 / preview.limit());
        return new PreviewView.Post(
                preview.target().name(),
                preview.target().channel(),
                preview.text(),
                preview.weight(),
                preview.limit(),
                share,
                preview.cut(),
                preview.problems());
    }
}
