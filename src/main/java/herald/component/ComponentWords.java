package herald.component;

import herald.page.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a component or a group is called and said to be in other languages, by language. What is not said stays as it is; a blank word
 * takes what was said away.
 */
public record ComponentWords(Map<String, String> names, Map<String, String> descriptions) {

    public static final ComponentWords NONE = new ComponentWords(Map.of(), Map.of());

    public ComponentWords {
        names = Map.copyOf(names);
        descriptions = Map.copyOf(descriptions);
    }

    boolean isEmpty() {
        return names.isEmpty() && descriptions.isEmpty();
    }

    /** These with {@code changed} over them, the blank ones left out. */
    ComponentWords with(ComponentWords changed) {
        return new ComponentWords(merged(names, changed.names), merged(descriptions, changed.descriptions));
    }

    private static Map<String, String> merged(Map<String, String> before, Map<String, String> changed) {
        var merged = new LinkedHashMap<>(before);
        changed.forEach((language, text) -> merged.put(language, text.strip()));
        merged.values().removeIf(String::isBlank);
        return merged;
    }

    List<String> problems(String what) {
        var problems = new ArrayList<String>();
        problems(problems, what + ".herald.names", names, 255);
        problems(problems, what + ".herald.descriptions", descriptions, 2000);
        return problems;
    }

    private static void problems(List<String> problems, String field, Map<String, String> texts, int longest) {
        texts.forEach((language, text) -> {
            if (!Wording.isLanguage(language)) {
                problems.add(field + ": '" + language + "' is not a language code; use one such as ko, en, ja.");
            } else if (text.length() > longest) {
                problems.add(field + "." + language + ": at most " + longest + " characters.");
            }
            Wording.problem(text).ifPresent(unshowable -> problems.add(field + "." + language + ": " + unshowable));
        });
    }
}
