package herald.api;

import herald.component.Component;
import herald.component.ComponentGroup;
import herald.component.ComponentTexts;
import herald.page.Page;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Objects;

/** @param components the ids of its children, in their order */
@Serdeable(naming = SnakeCaseStrategy.class)
record GroupView(
        String id,
        String pageId,
        String name,
        @Nullable String description,
        List<String> components,
        int position,
        String createdAt,
        String updatedAt,
        WordsView herald) {

    /** @param all the components of the page */
    static GroupView of(Page page, ComponentGroup group, List<Component> all, ComponentTexts texts) {
        return new GroupView(
                group.code(),
                page.code(),
                group.name(),
                group.description(),
                all.stream()
                        .filter(component -> Objects.equals(component.groupId(), group.id()))
                        .map(Component::code)
                        .toList(),
                group.position(),
                Times.text(group.createdAt()),
                Times.text(group.updatedAt()),
                WordsView.of(texts.of(group)));
    }
}
