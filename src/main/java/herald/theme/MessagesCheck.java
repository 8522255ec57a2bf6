package herald.theme;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A theme's words in one language, looked through.
 *
 * @param missing the keys it has no words for, nor have its parents: English is said instead
 * @param unknown the keys that nothing asks for
 * @param broken what cannot be said and why, by key; under the empty key what is wrong with the file itself
 */
public record MessagesCheck(String language, List<String> missing, List<String> unknown, Map<String, String> broken) {

    private static final List<ThemeShelf> SHIPPED = List.of(new JarShelf());

    /** Nobody has thousands of words wrong: who reads the list has seen enough. */
    private static final int MOST_NAMED = 20;

    /** Of every language that the theme or one of its parents has words in, in the order of their codes. */
    public static List<MessagesCheck> of(ThemeFiles files) {
        var known = ThemeFiles.of(ThemeFiles.DEFAULT, SHIPPED)
                .merged(Messages.file(Messages.LAST_RESORT))
                .stringPropertyNames();
        var templates = files.paths().stream()
                .filter(path -> path.endsWith(".ftl") || path.endsWith(".ftlh"))
                .map(path -> files.text(path).orElseThrow())
                .collect(Collectors.joining("\n"));
        return files.paths().stream()
                .filter(Messages::isFile)
                .map(Messages::languageOf)
                .map(language -> of(files, language, key -> known.contains(key) || isAsked(templates, key)))
                .toList();
    }

    private interface Known {
        boolean contains(String key);
    }

    private static MessagesCheck of(ThemeFiles files, String language, Known known) {
        if (!Messages.isLanguage(language)) {
            return new MessagesCheck(
                    language,
                    List.of(),
                    List.of(),
                    Map.of("", "«" + language + "» is no language; name the file by one such as fr, or pt-BR"));
        }
        try {
            var english = files.merged(Messages.file(Messages.LAST_RESORT));
            return of(language, english, words(files, language), known);
        } catch (ThemeException unreadable) {
            return new MessagesCheck(language, List.of(), List.of(), Map.of("", unreadable.reason()));
        }
    }

    /** A language of a country has what the language alone has. */
    private static Properties words(ThemeFiles files, String language) {
        var words = new Properties();
        int country = language.indexOf('-');
        if (country > 0) {
            words.putAll(files.merged(Messages.file(language.substring(0, country))));
        }
        words.putAll(files.merged(Messages.file(language)));
        return words;
    }

    private static MessagesCheck of(String language, Properties english, Properties words, Known known) {
        var missing = new TreeSet<>(english.stringPropertyNames());
        missing.removeAll(words.stringPropertyNames());
        missing.removeAll(Messages.SKELETONS.keySet());
        var unknown = new TreeSet<String>();
        var broken = new TreeMap<String, String>();
        for (var key : words.stringPropertyNames()) {
            try {
                if (Messages.SKELETONS.containsKey(key)) {
                    Conventions.check(words.getProperty(key));
                } else {
                    check(words.getProperty(key), english.getProperty(key));
                    if (!known.contains(key)) {
                        unknown.add(key);
                    }
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException unsayable) {
                broken.put(key, String.valueOf(unsayable.getMessage()));
            }
        }
        return new MessagesCheck(language, List.copyOf(missing), List.copyOf(unknown), Map.copyOf(broken));
    }

    private static void check(String pattern, @Nullable String english) {
        Phrase.check(pattern);
        if (english == null) {
            return;
        }
        Phrase.check(english);
        var others = new TreeSet<>(Phrase.arguments(pattern));
        others.removeAll(Phrase.arguments(english));
        if (!others.isEmpty()) {
            throw new IllegalArgumentException("it uses " + places(others) + ", and there is "
                    + (Phrase.arguments(english).isEmpty()
                            ? "no argument"
                            : "only " + places(Phrase.arguments(english))));
        }
    }

    private static String places(Collection<Integer> numbers) {
        return numbers.stream().map(number -> "{" + number + "}").collect(Collectors.joining(", "));
    }

    /** As a whole, or by the beginning that a template puts a code behind: {@code msg("status." + code)}. */
    private static boolean isAsked(String templates, String key) {
        if (templates.contains("\"" + key + "\"")) {
            return true;
        }
        for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
            if (templates.contains("\"" + key.substring(0, dot + 1) + "\"")) {
                return true;
            }
        }
        return false;
    }

    /** What must be put right before the theme is used, a sentence each; empty when nothing must. */
    public List<String> problems() {
        var problems = new ArrayList<String>();
        broken.forEach((key, reason) -> problems.add(at(key) + reason));
        unknown.stream()
                .limit(MOST_NAMED)
                .forEach(key -> problems.add(at(key) + "nothing asks for this key; is it misspelt?"));
        problems.sort(null);
        return problems.size() <= MOST_NAMED ? problems : List.copyOf(problems.subList(0, MOST_NAMED));
    }

    /** What may stay as it is, in one sentence; empty when there is nothing to say. */
    public String note() {
        if (missing.isEmpty()) {
            return "";
        }
        var named = String.join(", ", missing.subList(0, Math.min(missing.size(), MOST_NAMED)));
        return "%s: %d keys have no words and are said in English: %s%s"
                .formatted(Messages.file(language), missing.size(), named, missing.size() > MOST_NAMED ? ", …" : ".");
    }

    private String at(String key) {
        return Messages.file(language) + ": " + (key.isEmpty() ? "" : key + ": ");
    }
}
