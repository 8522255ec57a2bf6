package herald.console;

import herald.component.Component;
import herald.component.ComponentStatus;
import herald.component.Components;
import herald.delivery.Deliveries;
import herald.delivery.Delivery;
import herald.delivery.Target;
import herald.delivery.TargetChecks;
import herald.delivery.TargetState;
import herald.delivery.Targets;
import herald.incident.Incidents;
import herald.incident.Story;
import herald.page.Page;
import herald.page.Switch;
import herald.page.Switches;
import herald.publish.Publisher;
import herald.publish.push.PushTargets;
import herald.staff.Session;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the public sees now, and what staff should look at. */
@Controller("/console")
@ExecuteOn(TaskExecutors.BLOCKING)
class NowScreen extends ConsoleScreen {

    private final Components components;
    private final Incidents incidents;
    private final Deliveries deliveries;
    private final Targets targets;
    private final TargetChecks checks;
    private final Switches switches;
    private final Summaries summaries;
    private final Publisher publisher;
    private final PushTargets pushes;
    private final Clock clock;

    NowScreen(
            Screens screens,
            Components components,
            Incidents incidents,
            Deliveries deliveries,
            Targets targets,
            TargetChecks checks,
            Switches switches,
            Summaries summaries,
            Publisher publisher,
            PushTargets pushes,
            Clock clock) {
        super(screens);
        this.components = components;
        this.incidents = incidents;
        this.deliveries = deliveries;
        this.targets = targets;
        this.checks = checks;
        this.switches = switches;
        this.summaries = summaries;
        this.publisher = publisher;
        this.pushes = pushes;
        this.clock = clock;
    }

    @Get
    HttpResponse<?> now(HttpRequest<?> request, Session session) {
        var page = screens.page(request, Form.EMPTY);
        var all = components.ofPage(page.id());
        var open = incidents.open(page.id());
        var problems = open.stream().filter(s -> !s.incident().isMaintenance()).toList();
        var maintenance =
                open.stream().filter(s -> s.incident().isMaintenance()).toList();
        var closed = incidents.newest(page.id(), 30, 0).stream()
                .filter(s -> !s.incident().isOpen())
                .limit(5)
                .toList();
        return screens.show(request, page, "now.ftlh", model(page, all, problems, maintenance, closed));
    }

    private Map<String, Object> model(
            Page page, List<Component> all, List<Story> problems, List<Story> maintenance, List<Story> closed) {
        var model = new HashMap<String, Object>();
        model.put("banner", banner(all, problems));
        model.put("trouble", publisher.trouble().orElse(""));
        model.put("notPushed", pushes.trouble().orElse(""));
        model.put("open", summaries.of(page, problems));
        model.put("maintenance", summaries.of(page, maintenance));
        model.put("recent", summaries.of(page, closed));
        model.put(
                "affected",
                all.stream()
                        .filter(c -> c.status() != ComponentStatus.OPERATIONAL)
                        .toList());
        model.put("total", all.size());
        model.put("stuck", stuck(page));
        model.put("held", switches.on(page.id()).contains(Switch.MIRRORS_HELD));
        model.put("doubtful", doubtful(page));
        model.put(
                "stopped",
                targets.ofPage(page.id()).stream()
                        .filter(t -> t.enabled() && t.state() != TargetState.ACTIVE)
                        .toList());
        return model;
    }

    /** An account that takes posts today and may not in the next incident. */
    public record Doubtful(Target target, String says, When at) {}

    private List<Doubtful> doubtful(Page page) {
        var looks = checks.ofPage(page.id());
        var now = clock.instant();
        return targets.ofPage(page.id()).stream()
                .filter(target -> target.enabled() && target.state() == TargetState.ACTIVE)
                .filter(target ->
                        looks.containsKey(target.id()) && looks.get(target.id()).isTrouble())
                .map(target -> new Doubtful(
                        target,
                        looks.get(target.id()).says(),
                        When.there(looks.get(target.id()).checkedAt(), now, page.zone())))
                .toList();
    }

    /** As the page's own banner says it. */
    private static String banner(List<Component> components, List<Story> problems) {
        var worst = ComponentStatus.worstOf(
                components.stream().map(Component::status).toList());
        boolean quiet = worst == ComponentStatus.OPERATIONAL || worst == ComponentStatus.UNDER_MAINTENANCE;
        return quiet && !problems.isEmpty() ? "incident" : worst.word();
    }

    /** @param title of the incident it belongs to */
    public record Stuck(
            String incident, String title, String target, String state, String error, When since, String id) {}

    private List<Stuck> stuck(Page page) {
        var byId = targets.ofPage(page.id());
        return deliveries.stuck(page.id()).stream()
                .limit(20)
                .flatMap(d -> stuck(page, d, byId).stream())
                .toList();
    }

    private Optional<Stuck> stuck(Page page, Delivery delivery, List<Target> targets) {
        var target = targets.stream()
                .filter(t -> Objects.equals(t.id(), delivery.targetId()))
                .findFirst();
        return incidents
                .story(delivery.incidentId())
                .map(story -> new Stuck(
                        story.incident().code(),
                        story.name(page.firstLanguage(), page.languageList()),
                        target.map(Target::name).orElse("A target that is gone"),
                        delivery.state().word(),
                        Objects.requireNonNullElse(delivery.error(), ""),
                        When.there(delivery.updatedAt(), clock.instant(), page.zone()),
                        delivery.code()));
    }
}
