package herald.component;

import io.micronaut.core.annotation.Nullable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A page's components and groups in the words of each language; what a language has no word for is said in the page's own. */
public final class ComponentTexts {

    /** Of a page that speaks one language. */
    public static final ComponentTexts NONE = new ComponentTexts(List.of());

    private final Map<Long, ComponentWords> components = new HashMap<>();
    private final Map<Long, ComponentWords> groups = new HashMap<>();

    ComponentTexts(List<ComponentText> texts) {
        for (var text : texts) {
            if (text.componentId() == null) {
                groups.merge(text.groupId(), words(text), ComponentWords::with);
            } else {
                components.merge(text.componentId(), words(text), ComponentWords::with);
            }
        }
    }

    private static ComponentWords words(ComponentText text) {
        return new ComponentWords(entry(text.language(), text.name()), entry(text.language(), text.description()));
    }

    private static Map<String, String> entry(String language, @Nullable String text) {
        return text == null ? Map.of() : Map.of(language, text);
    }

    public ComponentWords of(Component component) {
        return components.getOrDefault(component.id(), ComponentWords.NONE);
    }

    public ComponentWords of(ComponentGroup group) {
        return groups.getOrDefault(group.id(), ComponentWords.NONE);
    }

    public String name(Component component, String language) {
        return of(component).names().getOrDefault(language, component.name());
    }

    public String name(ComponentGroup group, String language) {
        return of(group).names().getOrDefault(language, group.name());
    }

    /** Null when there is none, not in the page's own language either. */
    public @Nullable String description(Component component, String language) {
        return of(component).descriptions().getOrDefault(language, component.description());
    }

    /** Null when there is none, not in the page's own language either. */
    public @Nullable String description(ComponentGroup group, String language) {
        return of(group).descriptions().getOrDefault(language, group.description());
    }
}
