package herald.component;

import herald.page.Wording;
import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What may be said about a component; null leaves a field as it is.
 *
 * @param groupCode the group to put it in; an empty word takes it out of its group
 * @param words in other languages
 */
public record ComponentFields(
        @Nullable String name,
        @Nullable String description,
        @Nullable ComponentStatus status,
        @Nullable String groupCode,
        @Nullable Boolean showcase,
        @Nullable Boolean onlyShowIfDegraded,
        @Nullable LocalDate startDate,
        ComponentWords words) {

    public ComponentFields(
            @Nullable String name,
            @Nullable String description,
            @Nullable ComponentStatus status,
            @Nullable String groupCode,
            @Nullable Boolean showcase,
            @Nullable Boolean onlyShowIfDegraded,
            @Nullable LocalDate startDate) {
        this(name, description, status, groupCode, showcase, onlyShowIfDegraded, startDate, ComponentWords.NONE);
    }

    public static ComponentFields named(String name) {
        return new ComponentFields(name, null, null, null, null, null, null);
    }

    List<String> problems(boolean isNew) {
        var problems = new ArrayList<String>();
        if ((isNew && name == null) || (name != null && (name.isBlank() || name.length() > 255))) {
            problems.add("component.name: give a name of 1 to 255 characters.");
        }
        if (description != null && description.length() > 2000) {
            problems.add("component.description: at most 2000 characters.");
        }
        if (name != null) {
            Wording.problem(name).ifPresent(what -> problems.add("component.name: " + what));
        }
        if (description != null) {
            Wording.problem(description).ifPresent(what -> problems.add("component.description: " + what));
        }
        problems.addAll(words.problems("component"));
        return problems;
    }
}
