package herald.console;

import herald.channel.Channel;
import herald.channel.Field;
import herald.channel.Outcome;
import herald.channel.practice.PracticePost;
import herald.channel.practice.PracticePosts;
import herald.delivery.Deliveries;
import herald.delivery.Target;
import herald.delivery.TargetCheck;
import herald.delivery.TargetChecks;
import herald.delivery.TargetFields;
import herald.delivery.TargetNotFoundException;
import herald.delivery.Targets;
import herald.delivery.TestPosts;
import herald.page.InvalidException;
import herald.page.Page;
import herald.page.PageNotFoundException;
import herald.page.Switch;
import herald.page.Switches;
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
import java.util.Locale;
import java.util.Map;

/** The accounts that are told. */
@Controller("/console/targets")
@ExecuteOn(TaskExecutors.BLOCKING)
class TargetScreen extends ConsoleScreen {

    private static final String SETTING = "setting.";

    private final Targets targets;
    private final Deliveries deliveries;
    private final Switches switches;
    private final TargetChecks checks;
    private final TestPosts tests;
    private final PracticePosts practice;
    private final Clock clock;

    TargetScreen(
            Screens screens,
            Targets targets,
            Deliveries deliveries,
            Switches switches,
            TargetChecks checks,
            TestPosts tests,
            PracticePosts practice,
            Clock clock) {
        super(screens);
        this.targets = targets;
        this.deliveries = deliveries;
        this.switches = switches;
        this.checks = checks;
        this.tests = tests;
        this.practice = practice;
        this.clock = clock;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Session session) {
        var page = screens.page(request, Form.EMPTY);
        return screens.show(
                request,
                page,
                "targets.ftlh",
                Map.of(
                        "targets",
                        rows(page),
                        "channels",
                        channels(),
                        "held",
                        switches.on(page.id()).contains(Switch.MIRRORS_HELD)));
    }

    @Get("/new")
    HttpResponse<?> blank(HttpRequest<?> request, Session session, @QueryValue(defaultValue = "x") String channel) {
        var page = screens.page(request, Form.EMPTY);
        var chosen = channel(channel);
        return form(request, page, HttpStatus.OK, null, chosen, blankFields(page, chosen), List.of());
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> create(HttpRequest<?> request, Session session, Form form) {
        var page = screens.page(request, form);
        try {
            var target = targets.propose(page, fields(form, channel(form.text("channel")), true), session.actor());
            return Screens.next("/console/targets/" + target.code() + "?done=added" + also(request, page));
        } catch (InvalidException invalid) {
            return form(
                    request,
                    page,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    null,
                    channel(form.text("channel")),
                    typed(form, channel(form.text("channel"))),
                    Problem.of(invalid.problems()));
        }
    }

    @Get("/{code}")
    HttpResponse<?> show(HttpRequest<?> request, Session session, String code) {
        var place = place(code);
        var target = place.target();
        var typed = known(target);
        return form(request, place.page(), HttpStatus.OK, target, channel(target.channel()), typed, List.of());
    }

    @Post("/{code}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(HttpRequest<?> request, Session session, Form form, String code) {
        var place = place(code);
        var target = place.target();
        try {
            targets.change(place.page(), code, fields(form, channel(target.channel()), false), session.actor());
            return Screens.next("/console/targets/" + code + "?done=changed");
        } catch (InvalidException invalid) {
            return form(
                    request,
                    place.page(),
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    target,
                    channel(target.channel()),
                    typed(form, channel(target.channel())),
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

    /** Looks whether the account would take a post now; nothing is posted. */
    @Post("/{code}/check")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> check(Session session, Form form, String code) {
        checks.look(place(code).page(), code);
        return Screens.next("/console/targets/" + code + "?done=checked");
    }

    /** Posts a word that says it is a test, and shows what came of it. */
    @Post("/{code}/test")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> test(HttpRequest<?> request, Session session, Form form, String code) {
        var place = place(code);
        try {
            var outcome = tests.post(place.page(), code, session.actor());
            return outcome instanceof Outcome.Delivered
                    ? Screens.next("/console/targets/" + code + "?done=tested")
                    : refused(request, place, List.of(new Problem("", "Test post: " + outcome.reason())));
        } catch (InvalidException invalid) {
            return refused(request, place, Problem.of(invalid.problems()));
        }
    }

    /** Takes a person's word that it is the right account. */
    @Post("/{code}/confirm")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> confirm(HttpRequest<?> request, Session session, Form form, String code) {
        var place = place(code);
        try {
            targets.confirm(place.page(), code, form.text("confirm"), session.actor());
            return Screens.next("/console/targets/" + code + "?done=account-confirmed");
        } catch (InvalidException invalid) {
            return refused(request, place, Problem.of(invalid.problems()));
        }
    }

    private HttpResponse<?> refused(HttpRequest<?> request, Place place, List<Problem> problems) {
        return form(
                request,
                place.page(),
                HttpStatus.UNPROCESSABLE_ENTITY,
                place.target(),
                channel(place.target().channel()),
                known(place.target()),
                problems);
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

    private Map<String, String> known(Target target) {
        var typed = new HashMap<String, String>();
        typed.put("name", target.name());
        typed.put("language", target.language());
        typed.put("enabled", target.enabled() ? "yes" : "");
        visible(target).forEach((name, value) -> typed.put(SETTING + name, value));
        return typed;
    }

    /**
     * One account in the list.
     *
     * @param channel as people write it
     * @param check what the last look showed; null before the first
     */
    public record Row(
            Target target, String channel, @Nullable TargetCheck check) {}

    private List<Row> rows(Page page) {
        var looks = checks.ofPage(page.id());
        return targets.ofPage(page.id()).stream()
                .map(target -> new Row(target, label(target.channel()), looks.get(target.id())))
                .toList();
    }

    /** One field of a channel's form; {@code kind} is that of {@link Field} in small letters. */
    public record Setting(
            String name,
            String label,
            String kind,
            boolean required,
            String hint,
            String initial,
            List<Choice> choices) {

        static Setting of(Field field) {
            return new Setting(
                    field.name(),
                    field.label(),
                    field.kind().name().toLowerCase(Locale.ROOT),
                    field.required(),
                    field.hint(),
                    field.initial(),
                    field.choices().stream()
                            .map(choice -> new Choice(choice.value(), choice.label()))
                            .toList());
        }
    }

    /** @param name as settings and addresses have it */
    public record Kind(String name, String label) {}

    private List<Kind> channels() {
        return targets.channels().stream()
                .map(channel -> new Kind(channel.name(), channel.label()))
                .toList();
    }

    private String label(String channel) {
        return targets.channels().stream()
                .filter(known -> known.name().equals(channel))
                .map(Channel::label)
                .findFirst()
                .orElse(channel);
    }

    /** @throws InvalidException for a word that is no channel */
    private Channel channel(String name) {
        return targets.channels().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidException(List.of("channel: there is no channel '" + name + "'.")));
    }

    /** Holds everything that would leave for the page's accounts, or lets it go again. */
    @Post("/all/{what}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> all(HttpRequest<?> request, Session session, Form form, String what) {
        var page = screens.page(request, form);
        boolean held = what.equals("hold");
        deliveries.holdAll(page, held, session.actor());
        return Screens.next("/console/targets?done=mirrors-" + (held ? "held" : "released") + also(request, page));
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
            Channel channel,
            Map<String, String> typed,
            List<Problem> problems) {
        var model = new HashMap<String, Object>();
        model.put("target", target);
        model.put("channel", channel.name());
        model.put("channelLabel", channel.label());
        model.put("fields", channel.fields().stream().map(Setting::of).toList());
        model.put("typed", typed);
        model.put("problems", problems);
        model.put("languages", ComposerForm.languages(page));
        model.put("stored", target == null ? List.of() : List.copyOf(stored(target)));
        model.put("check", target == null ? null : checks.ofPage(page.id()).get(target.id()));
        model.put(
                "checkedAt",
                target == null || checks.ofPage(page.id()).get(target.id()) == null
                        ? null
                        : When.there(
                                checks.ofPage(page.id()).get(target.id()).checkedAt(), clock.instant(), page.zone()));
        model.put(
                "confirmation",
                target == null ? null : targets.confirmation(target).orElse(null));
        return screens.show(request, page, status, "target.ftlh", model);
    }

    /** Secrets that are left empty stay as they are, since they cannot be seen; everything else is as it was typed. */
    private static TargetFields fields(Form form, Channel channel, boolean isNew) {
        var settings = new LinkedHashMap<String, String>();
        for (var field : channel.fields()) {
            var value = form.text(SETTING + field.name()).strip();
            if (!value.isEmpty()) {
                settings.put(field.name(), value);
            } else if (field.kind() != Field.Kind.SECRET && form.has(SETTING + field.name())) {
                settings.put(field.name(), "");
            }
        }
        return new TargetFields(
                isNew ? channel.name() : null,
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

    private static Map<String, String> blankFields(Page page, Channel channel) {
        var blank = new HashMap<String, String>();
        blank.put("language", page.firstLanguage());
        blank.put("enabled", "yes");
        channel.fields().stream()
                .filter(field -> field.kind() == Field.Kind.CHOICE)
                .forEach(field -> blank.put(SETTING + field.name(), field.initial()));
        return blank;
    }

    /** Without secrets: they are typed again. */
    private static Map<String, String> typed(Form form, Channel channel) {
        var typed = new HashMap<>(form.typed());
        channel.secrets().forEach(secret -> typed.remove(SETTING + secret));
        return typed;
    }

    private static String back(Form form, String code) {
        return form.text("back").equals("now") ? "/console" : "/console/targets/" + code;
    }

    private static String also(HttpRequest<?> request, Page page) {
        return request.getParameters().contains("page") ? "&page=" + page.code() : "";
    }
}
