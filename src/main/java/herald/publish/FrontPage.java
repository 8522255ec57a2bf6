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

/** The page's front: what is so now, what is planned, and the last days. */
final class FrontPage {

    private static final int DAYS = 14;

    private final PageData data;
    private final Edition edition;
    private final IncidentViews incidents;

    FrontPage(PageData data, Edition edition) {
        this.data = data;
        this.edition = edition;
        this.incidents = new IncidentViews(data, edition);
    }

    PageView view(Site site) {
        var now = edition.now();
        return new PageView(
                site,
                edition.words().banner(Banner.of(data, now)),
                data.page().description() == null
                        ? null
                        : new LocalText(data.page().description(), data.page().firstLanguage(), null),
                data.openIncidents().map(incidents::of).toList(),
                data.runningMaintenances(now).map(incidents::of).toList(),
                data.upcomingMaintenances(now).map(incidents::of).toList(),
                data.components().stream()
                        .filter(component -> component.groupId() == null)
                        .filter(FrontPage::isShown)
                        .map(this::component)
                        .toList(),
                data.groups().stream()
                        .map(this::group)
                        .filter(group -> !group.components().isEmpty())
                        .toList(),
                new Days(data, edition).last(DAYS));
    }

    private GroupView group(ComponentGroup group) {
        var children = data.childrenOf(group);
        var status =
                ComponentStatus.worstOf(children.stream().map(Component::status).toList());
        return new GroupView(
                group.code(),
                group.name(),
                group.description(),
                label(status),
                status != ComponentStatus.OPERATIONAL,
                children.stream()
                        .filter(FrontPage::isShown)
                        .map(this::component)
                        .toList());
    }

    private ComponentView component(Component component) {
        return new ComponentView(
                component.code(), component.name(), component.description(), label(component.status()), null);
    }

    private Label label(ComponentStatus status) {
        return edition.words().status(status.word());
    }

    private static boolean isShown(Component component) {
        return !component.onlyShowIfDegraded() || component.status() != ComponentStatus.OPERATIONAL;
    }
}
