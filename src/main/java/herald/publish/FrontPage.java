package herald.publish;

import herald.component.Component;
import herald.component.ComponentGroup;
import herald.component.ComponentStatus;
import herald.theme.ComponentView;
import herald.theme.GroupView;
import herald.theme.Label;
import herald.theme.LocalText;
import herald.theme.PageView;
import herald.theme.Site;
import herald.theme.SystemView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The page's front: what is so now, what is planned, and the last days. */
final class FrontPage {

    private static final int DAYS = 14;

    /** With more components than this the front page leaves the bars to the uptime page: it has to be read in a rush. */
    private static final int MOST_BARS = 100;

    private final Draft draft;
    private final PageData data;
    private final Edition edition;
    private final UptimeViews uptimes;

    FrontPage(Draft draft, UptimeViews uptimes) {
        this.draft = draft;
        this.data = draft.data();
        this.edition = draft.edition();
        this.uptimes = uptimes;
    }

    PageView view(Site site) {
        var now = edition.now();
        var incidents = new IncidentViews(draft);
        return new PageView(
                site,
                edition.words().banner(Banner.of(data, now)),
                data.page().description() == null
                        ? null
                        : new LocalText(data.page().description(), data.page().firstLanguage(), null),
                data.openIncidents().map(incidents::of).toList(),
                data.runningMaintenances(now).map(incidents::of).toList(),
                data.upcomingMaintenances(now).map(incidents::of).toList(),
                systems(data.components().size() <= MOST_BARS),
                new Days(draft).last(DAYS));
    }

    /** Components and groups in staff's order. */
    List<SystemView> systems(boolean withBars) {
        record Row(int position, SystemView view) {}
        var rows = new ArrayList<Row>();
        data.components().stream()
                .filter(component -> component.groupId() == null)
                .filter(FrontPage::isShown)
                .forEach(component ->
                        rows.add(new Row(component.position(), new SystemView(component(component, withBars), null))));
        data.groups().forEach(group -> {
            var view = group(group, withBars);
            if (!view.components().isEmpty()) {
                rows.add(new Row(group.position(), new SystemView(null, view)));
            }
        });
        return rows.stream()
                .sorted(Comparator.comparingInt(Row::position))
                .map(Row::view)
                .toList();
    }

    private GroupView group(ComponentGroup group, boolean withBars) {
        var children = data.childrenOf(group);
        var status =
                ComponentStatus.worstOf(children.stream().map(Component::status).toList());
        return new GroupView(
                group.code(),
                data.texts().name(group, language()),
                data.texts().description(group, language()),
                label(status),
                status != ComponentStatus.OPERATIONAL,
                children.stream()
                        .filter(FrontPage::isShown)
                        .map(component -> component(component, withBars))
                        .toList());
    }

    ComponentView component(Component component, boolean withBars) {
        return new ComponentView(
                component.code(),
                data.texts().name(component, language()),
                data.texts().description(component, language()),
                label(component.status()),
                withBars ? uptimes.bars(component) : null);
    }

    private String language() {
        return edition.language();
    }

    private Label label(ComponentStatus status) {
        return edition.words().status(status.word());
    }

    private static boolean isShown(Component component) {
        return !component.onlyShowIfDegraded() || component.status() != ComponentStatus.OPERATIONAL;
    }
}
