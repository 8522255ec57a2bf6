package herald.api;

import herald.component.Component;
import herald.component.ComponentGroup;
import herald.component.ComponentStatus;
import herald.component.ComponentTexts;
import herald.page.Page;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** A component, or a group as it stands among them. */
@Serdeable(naming = SnakeCaseStrategy.class)
record ComponentView(
        String id,
        String pageId,
        @Nullable String groupId,
        String createdAt,
        String updatedAt,
        boolean group,
        String name,
        @Nullable String description,
        int position,
        String status,
        boolean showcase,
        boolean onlyShowIfDegraded,
        @Nullable String automationEmail,
        @Nullable LocalDate startDate,
        WordsView herald) {

    static ComponentView of(Page page, Component component, List<ComponentGroup> groups, ComponentTexts texts) {
        var group = groups.stream()
                .filter(g -> Objects.equals(g.id(), component.groupId()))
                .findFirst();
        return new ComponentView(
                component.code(),
                page.code(),
                group.map(ComponentGroup::code).orElse(null),
                Times.text(component.createdAt()),
                Times.text(component.updatedAt()),
                false,
                component.name(),
                component.description(),
                component.position(),
                component.status().word(),
                component.showcase(),
                component.onlyShowIfDegraded(),
                null,
                component.startDate(),
                WordsView.of(texts.of(component)));
    }

    /** @param children those of this group */
    static ComponentView of(Page page, ComponentGroup group, List<Component> children, ComponentTexts texts) {
        return new ComponentView(
                group.code(),
                page.code(),
                null,
                Times.text(group.createdAt()),
                Times.text(group.updatedAt()),
                true,
                group.name(),
                group.description(),
                group.position(),
                ComponentStatus.worstOf(children.stream().map(Component::status).toList())
                        .word(),
                false,
                false,
                null,
                null,
                WordsView.of(texts.of(group)));
    }
}
