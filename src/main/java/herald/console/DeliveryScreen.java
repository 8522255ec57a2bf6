package herald.console;

import herald.delivery.Correction;
import herald.delivery.Deliveries;
import herald.page.InvalidException;
import herald.page.Page;
import herald.page.PublicId;
import herald.staff.Actor;
import herald.staff.Session;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** What staff do about a receipt that does not come. */
@Controller("/console/incidents/{code}/deliveries/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
class DeliveryScreen extends ConsoleScreen {

    private final Deliveries deliveries;

    DeliveryScreen(Screens screens, Deliveries deliveries) {
        super(screens);
        this.deliveries = deliveries;
    }

    @Post("/retry")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> retry(Session session, String code, String id) {
        return done(code, "retried", deliveries::retry, id, session.actor());
    }

    @Post("/skip")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> skip(Session session, String code, String id) {
        return done(code, "skipped", deliveries::skip, id, session.actor());
    }

    @Post("/confirm")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> confirm(Session session, Form form, String code, String id) {
        var permalink = permalink(form.text("permalink").strip());
        return done(
                code,
                "confirmed",
                (page, number, actor) -> deliveries.confirm(page, number, permalink, actor),
                id,
                session.actor());
    }

    @Post("/reword")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> reword(Session session, Form form, String code, String id) {
        return done(
                code,
                "reworded",
                (page, number, actor) -> deliveries.reword(page, number, form.text("text"), actor),
                id,
                session.actor());
    }

    @Post("/correct")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> correct(Session session, Form form, String code, String id) {
        var how = Arrays.stream(Correction.values())
                .filter(each -> each.name().equalsIgnoreCase(form.text("how")))
                .findFirst()
                .orElseThrow(() -> new InvalidException(List.of("how: choose what to do about the post.")));
        deliveries.correct(screens.place(code).page(), PublicId.number(id), how, session.actor());
        return Screens.next("/console/incidents/" + code + "?done=corrected#receipt-" + id);
    }

    private interface Move {
        Object of(Page page, long id, Actor actor);
    }

    private HttpResponse<?> done(String code, String word, Move move, String id, Actor actor) {
        move.of(screens.place(code).page(), PublicId.number(id), actor);
        return Screens.next("/console/incidents/" + code + "?done=" + word + "#receipt-" + id);
    }

    private static @Nullable URI permalink(String text) {
        try {
            return text.isEmpty() ? null : URI.create(text);
        } catch (IllegalArgumentException broken) {
            throw new InvalidException(
                    List.of("permalink: “" + text + "” is not an address; copy it from the post, with https://."));
        }
    }
}
