package herald.api;

import herald.delivery.Correction;
import herald.delivery.Deliveries;
import herald.delivery.Delivery;
import herald.delivery.Target;
import herald.delivery.Targets;
import herald.incident.Incidents;
import herald.incident.Story;
import herald.page.InvalidException;
import herald.page.Page;
import herald.page.Pages;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/** The receipts of an incident, and what staff say of those that are stuck. */
@Controller("/v1/pages/{page}/incidents/{incident}")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class DeliveriesController {

    private final Pages pages;
    private final Incidents incidents;
    private final Deliveries deliveries;
    private final Targets targets;
    private final Calls calls;

    DeliveriesController(Pages pages, Incidents incidents, Deliveries deliveries, Targets targets, Calls calls) {
        this.pages = pages;
        this.incidents = incidents;
        this.deliveries = deliveries;
        this.targets = targets;
        this.calls = calls;
    }

    /** All of them, the oldest first. */
    @Get(uris = {"/deliveries", "/deliveries.json"})
    HttpResponse<?> list(String page, String incident) {
        return calls.read(() -> {
            var on = pages.byCode(page);
            var story = incidents.story(on, incident);
            var known = targets.ofPage(on.id());
            return Reply.ok(deliveries.ofIncident(story.incident().id()).stream()
                    .map(delivery -> view(story, delivery, known))
                    .toList());
        });
    }

    @Post(uris = {"/deliveries/{id}/retry", "/deliveries/{id}/retry.json"})
    HttpResponse<?> retry(HttpRequest<byte[]> request, String page, String incident, String id) {
        return settle(
                request, page, incident, id, (on, _) -> number -> deliveries.retry(on, number, Gate.actor(request)));
    }

    @Post(uris = {"/deliveries/{id}/skip", "/deliveries/{id}/skip.json"})
    HttpResponse<?> skip(HttpRequest<byte[]> request, String page, String incident, String id) {
        return settle(
                request, page, incident, id, (on, _) -> number -> deliveries.skip(on, number, Gate.actor(request)));
    }

    @Post(uris = {"/deliveries/{id}/confirm", "/deliveries/{id}/confirm.json"})
    HttpResponse<?> confirm(HttpRequest<byte[]> request, String page, String incident, String id) {
        return settle(request, page, incident, id, (on, fields) -> {
            var permalink = permalink(fields);
            return number -> deliveries.confirm(on, number, permalink, Gate.actor(request));
        });
    }

    /** Staff's own words for a message that has not left yet; without {@code text} the template's again. */
    @Post(uris = {"/deliveries/{id}/reword", "/deliveries/{id}/reword.json"})
    HttpResponse<?> reword(HttpRequest<byte[]> request, String page, String incident, String id) {
        return settle(request, page, incident, id, (on, fields) -> {
            var text = fields.text("text");
            fields.check();
            return number -> deliveries.reword(on, number, text == null ? "" : text, Gate.actor(request));
        });
    }

    /** Brings a post that is out in line with its update's words, or takes it back; answers the incident's receipts. */
    @Post(uris = {"/deliveries/{id}/correct", "/deliveries/{id}/correct.json"})
    HttpResponse<?> correct(HttpRequest<byte[]> request, String page, String incident, String id) {
        return calls.write(request, fields -> {
            var on = pages.byCode(page);
            var how = correction(fields);
            var story = incidents.story(on, incident);
            deliveries.correct(on, number(story, id), how, Gate.actor(request));
            var known = targets.ofPage(on.id());
            return Reply.ok(deliveries.ofIncident(story.incident().id()).stream()
                    .map(delivery -> view(story, delivery, known))
                    .toList());
        });
    }

    private static Correction correction(Fields fields) {
        var how = fields.text("how");
        fields.check();
        return Arrays.stream(Correction.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(how))
                .findFirst()
                .orElseThrow(() -> new InvalidException(List.of("how: say edit, repost, follow_up or delete.")));
    }

    private long number(Story story, String id) {
        return deliveries.ofIncident(story.incident().id()).stream()
                .filter(delivery -> delivery.code().equals(id))
                .mapToLong(Delivery::id)
                .findFirst()
                .orElseThrow(() -> new DeliveryNotFoundException(id));
    }

    private HttpResponse<?> settle(
            HttpRequest<byte[]> request, String page, String incident, String id, Settling settling) {
        return calls.write(request, fields -> {
            var on = pages.byCode(page);
            var story = incidents.story(on, incident);
            long number = number(story, id);
            var settled = settling.on(on, fields).apply(number);
            return Reply.ok(view(story, settled, targets.ofPage(on.id())));
        });
    }

    private static DeliveryView view(Story story, Delivery delivery, List<Target> known) {
        var update = story.updates().stream()
                .filter(told -> delivery.updateId() == told.update().id())
                .map(told -> told.update().code())
                .findFirst();
        var target = known.stream().filter(t -> t.id() == delivery.targetId()).findFirst();
        return DeliveryView.of(
                delivery,
                update.orElse(null),
                target.map(Target::code).orElse(null),
                target.map(Target::channel).orElse(null));
    }

    private static @Nullable URI permalink(Fields fields) {
        var text = fields.text("permalink");
        fields.check();
        try {
            return text == null ? null : URI.create(text.strip());
        } catch (IllegalArgumentException broken) {
            throw new InvalidException(List.of("permalink: give the post's address, beginning with https://."));
        }
    }

    /** What is done with one delivery. */
    private interface Settling {
        LongFunction<Delivery> on(Page page, Fields fields);
    }
}
