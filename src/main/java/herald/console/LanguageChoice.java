package herald.console;

import herald.page.Page;
import herald.theme.Messages;
import herald.theme.MessagesCheck;
import herald.theme.ThemeException;
import herald.theme.ThemeRenderer;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The languages a page may speak: those that its theme has words in. */
@Singleton
class LanguageChoice {

    private final ThemeRenderer themes;

    LanguageChoice(ThemeRenderer themes) {
        this.themes = themes;
    }

    /**
     * A language that may be chosen.
     *
     * @param ownName as its own speakers call it
     * @param name as the console calls it
     * @param own whether it is the page's own, at {@code /}
     * @param chosen whether the page speaks it
     * @param missing how many words of the theme are said in English instead
     */
    public record Row(String code, String ownName, String name, boolean own, boolean chosen, int missing) {}

    /** What a form chose, the page's own language first. */
    static List<String> chosen(Form form) {
        var chosen = new LinkedHashSet<String>();
        if (!form.text("language").isBlank()) {
            chosen.add(form.text("language"));
        }
        form.all("languages")
                .forEach(codes -> chosen.addAll(List.of(codes.strip().split("[\\s,]+"))));
        chosen.remove("");
        return List.copyOf(chosen);
    }

    /** Those that are chosen first, in their order; then the theme's others. */
    List<Row> rows(String theme, List<String> chosen) {
        var english = themes.theme(ThemeRenderer.DEFAULT).messages(Messages.LAST_RESORT);
        var missing = checks(theme).stream()
                .collect(Collectors.toMap(
                        MessagesCheck::language, check -> check.missing().size()));
        return Stream.concat(chosen.stream(), themes.languages(theme).stream())
                .distinct()
                .map(code -> new Row(
                        code,
                        Messages.ownName(code),
                        english.name(code),
                        !chosen.isEmpty() && code.equals(chosen.getFirst()),
                        chosen.contains(code),
                        missing.getOrDefault(code, 0)))
                .toList();
    }

    /** What keeps {@code page} from speaking these languages, in words; empty when nothing does. One it speaks already may stay. */
    List<String> problems(Page page, List<String> languages) {
        return themes.unspoken(page.theme(), languages).stream()
                .filter(code -> !page.languageList().contains(code))
                .map(code -> "page.languages: the theme " + page.theme() + " has no words in '" + code
                        + "'. Choose among " + String.join(", ", themes.languages(page.theme()))
                        + ", or add messages_" + code + ".properties to the theme.")
                .toList();
    }

    private List<MessagesCheck> checks(String theme) {
        try {
            return themes.theme(theme).checkMessages();
        } catch (ThemeException broken) {
            return List.of();
        }
    }
}
