package herald.console;

import herald.channel.Channel;
import herald.channel.practice.PracticePost;
import herald.channel.practice.PracticePosts;
import herald.delivery.Target;
import herald.delivery.TargetFields;
import herald.delivery.TargetNotFoundException;
import herald.delivery.Targets;
import herald.page.InvalidException;
import herald.page.Page;
import herald.page.PageNotFoundException;
import herald.staff.Session;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The accounts that are told. */
@Controller("/console/targets")
@ExecuteOn(TaskExecutors.BLOCKING)
class TargetScreen extends ConsoleScreen {

    private static final String SETTING = "setting.";

    private final Targets targets;
    private final PracticePosts practice;
    private final Clock clock;

    TargetScreen(Screens screens, Targets targets, PracticePosts practice, Clock clock) {
        super(screens);
        this.targets = targets;
        this.practice = practice;
        this.clock = clock;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Session session) {
        var page = screens.page(request, Form.EMPTY);
        return screens.show(
                request, page, "targets.ftlh", Map.of("targets", targets.ofPage(page.id()), "channels", channels()));
    }

    @Get("/new")
    HttpResponse<?> blank(HttpRequest<?> request, Session session, @QueryValue(defaultValue = "x") String channel) {
        var page = screens.page(request, Form.EMPTY);
        return form(request, page, HttpStatus.OK, null, channel, blankFields(page), List.of());
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> create(HttpRequest<?> request, Session session, Form form) {
        var page = screens.page(request, form);
        try {
            var target = targets.create(page, fields(form, form.text("channel")), session.actor());
            return Screens.next("/console/targets/" + target.code() + "?done=added" + also(request, page));
        } catch (InvalidException invalid) {
            return form(
                    request,
                    page,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    null,
                    form.text("channel"),
                    typed(form),
                    Problem.of(invalid.problems()));
        }
    }

    @Get("/{code}")
    HttpResponse<?> show(HttpRequest<?> request, Session session, String code) {
        var place = place(code);
        var target = place.target();
        var typed = new HashMap<String, String>();
        typed.put("name", target.name());
        typed.put("language", target.language());
        typed.put("enabled", target.enabled() ? "yes" : "");
        visible(target).forEach((name, value) -> typed.put(SETTING + name, value));
        return form(request, place.page(), HttpStatus.OK, target, target.channel(), typed, List.of());
    }

    @Post("/{code}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(HttpRequest<?> request, Session session, Form form, String code) {
        var place = place(code);
        var target = place.target();
        try {
            targets.change(place.page(), code, fields(form, null), session.actor());
            return Screens.next("/console/targets/" + code + "?done=changed");
        } catch (InvalidException invalid) {
            return form(
                    request,
                    place.page(),
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    target,
                    target.channel(),
                    typed(form),
                    Problem.of(invalid.problems()));
        }
    }

    @Post("/{code}/hold")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> hold(Session session, Form form, String code) {
        targets.hold(place(code).page(), code, session.actor());
        return Screens.next(back(form, code) + "?done=held");
    }

    @Post("/{code}/release")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> release(Session session, Form form, String code) {
        targets.release(place(code).page(), code, session.actor());
        return Screens.next(back(form, code) + "?done=released");
    }

    /** @param depth how far it stands in its thread, from 0 */
    public record Posted(String text, When at, int depth) {}

    @Get("/{code}/posts")
    HttpResponse<?> posts(HttpRequest<?> request, Session session, String code) {
        var place = place(code);
        return screens.show(
                request,
                place.page(),
                "practice.ftlh",
                Map.of("target", place.target(), "threads", threads(place.page(), practice.of(code))));
    }

    private record Place(Page page, Target target) {}

    private Place place(String code) {
        TargetNotFoundException missing = null;
        for (var page : screens.pages()) {
            try {
                return new Place(page, targets.byCode(page.id(), code));
            } catch (TargetNotFoundException elsewhere) {
                missing = elsewhere;
            }
        }
        throw missing == null ? new PageNotFoundException("(none)") : missing;
    }

    private HttpResponse<?> form(
            HttpRequest<?> request,
            Page page,
            HttpStatus status,
            @Nullable Target target,
            String channel,
            Map<String, String> typed,
            List<Problem> problems) {
        var model = new HashMap<String, Object>();
        model.put("target", target);
        model.put("channel", channel);
        model.put("typed", typed);
        model.put("problems", problems);
        model.put("languages", ComposerForm.languages(page));
        model.put("stored", target == null ? List.of() : List.copyOf(stored(target)));
        return screens.show(request, page, status, "target.ftlh", model);
    }

    /** Secrets that are left empty stay as they are; a target is told nothing twice. */
    private static TargetFields fields(Form form, @Nullable String channel) {
        var settings = new LinkedHashMap<String, String>();
        form.fields().forEach((name, values) -> {
            if (name.startsWith(SETTING) && !values.getFirst().isBlank()) {
                settings.put(name.substring(SETTING.length()), values.getFirst().strip());
            }
        });
        // An address that was cleared is cleared; only secrets cannot be seen and so cannot be emptied here.
        if (form.has(SETTING + "api_url") && form.text(SETTING + "api_url").isBlank()) {
            settings.put("api_url", "");
        }
        return new TargetFields(
                channel,
                form.text("name"),
                form.has("enabled"),
                form.text("language"),
                settings.isEmpty() ? null : settings);
    }

    private Map<String, String> visible(Target target) {
        try {
            return targets.visibleSettings(target);
        } catch (RuntimeException lost) {
            return Map.of();
        }
    }

    private Collection<String> stored(Target target) {
        try {
            return targets.secretsSet(target);
        } catch (RuntimeException lost) {
            return List.of();
        }
    }

    private List<List<Posted>> threads(Page page, List<PracticePost> newestFirst) {
        var now = clock.instant();
        var oldestFirst = new ArrayList<>(newestFirst);
        Collections.reverse(oldestFirst);
        var byPost = new HashMap<Long, List<Posted>>();
        var threads = new ArrayList<List<Posted>>();
        for (var post : oldestFirst) {
            var thread = post.replyTo() == null ? null : byPost.get(post.replyTo());
            if (thread == null) {
                thread = new ArrayList<>();
                threads.add(thread);
            }
            thread.add(new Posted(post.text(), When.there(post.postedAt(), now, page.zone()), thread.size()));
            byPost.put(post.id(), thread);
        }
        Collections.reverse(threads);
        return threads;
    }

    private List<String> channels() {
        return targets.channels().stream().map(Channel::name).toList();
    }

    private static Map<String, String> blankFields(Page page) {
        return Map.of("language", page.firstLanguage(), "enabled", "yes", SETTING + "link_policy", "FIRST_ONLY");
    }

    /** Without secrets: they are typed again. */
    private static Map<String, String> typed(Form form) {
        var typed = new HashMap<>(form.typed());
        typed.keySet()
                .removeIf(name -> name.startsWith(SETTING)
                        && !name.equals(SETTING + "api_url")
                        && !name.equals(SETTING + "link_policy"));
        return typed;
    }

    private static String back(Form form, String code) {
        return form.text("back").equals("now") ? "/console" : "/console/targets/" + code;
    }

    private static String also(HttpRequest<?> request, Page page) {
        return request.getParameters().contains("page") ? "&page=" + page.code() : "";
    }
}
