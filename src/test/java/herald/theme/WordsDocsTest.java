package herald.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/languages.md and docs/messages.md say is what the code does. */
class WordsDocsTest {

    private static final Pattern KEY_ROW = Pattern.compile("(?m)^\\| `([a-zA-Z_.]+)` \\| (.*?) \\| (.*?) ?\\|$");
    private static final Pattern FIELD_ROW =
            Pattern.compile("(?m)^\\| `(post|mail)\\.([a-zA-Z]+)` \\| (.+?) \\| (yes )?\\|$");

    @Test
    void everyKeyIsListedWithItsEnglishWordsAndItsArguments() throws IOException {
        var english = ThemeFiles.of(ThemeFiles.DEFAULT, List.of(new JarShelf())).merged("messages_en.properties");
        var listed = new TreeMap<String, String>();
        var explained = new LinkedHashMap<String, TreeSet<Integer>>();
        KEY_ROW.matcher(keys()).results().forEach(row -> {
            listed.put(row.group(1), row.group(2).replace("\\|", "|"));
            explained.put(
                    row.group(1),
                    Pattern.compile("`\\{(\\d)}` [^;]")
                            .matcher(row.group(3))
                            .results()
                            .map(place -> Integer.valueOf(place.group(1)))
                            .collect(Collectors.toCollection(TreeSet::new)));
        });
        var expected = new TreeMap<String, String>();
        english.stringPropertyNames().forEach(key -> expected.put(key, english.getProperty(key)));
        assertEquals(expected, listed);
        listed.forEach((key, words) -> assertEquals(Phrase.arguments(words), explained.get(key), key));
    }

    @Test
    void theKeysThatMayBeLeftOutAreListed() throws IOException {
        var listed = KEY_ROW.matcher(whole("docs/languages.md")
                        .substring(0, whole("docs/languages.md").indexOf("## The keys")))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> row.group(2).replace("`", "")));
        assertEquals(Messages.SKELETONS, listed);
    }

    @Test
    void everyFieldOfAMessageIsListedAndWhatMayBeMissing() throws IOException {
        var listed = new TreeMap<String, Boolean>();
        FIELD_ROW
                .matcher(whole("docs/messages.md"))
                .results()
                .forEach(row -> listed.put(row.group(1) + "." + row.group(2), row.group(4) != null));
        var expected = new TreeMap<String, Boolean>();
        expected.putAll(fields("post", PostView.class));
        expected.putAll(fields("mail", MailView.class));
        assertEquals(expected, listed);
    }

    @Test
    void everyShippedMessageTemplateIsListed() throws IOException {
        var docs = whole("docs/messages.md");
        try (var templates = Files.list(Path.of("themes", "default", "messages"))) {
            for (var template :
                    templates.map(path -> path.getFileName().toString()).toList()) {
                assertTrue(docs.contains("messages/" + template), template);
            }
        }
    }

    private static Map<String, Boolean> fields(String name, Class<? extends Record> view) {
        return Arrays.stream(view.getRecordComponents())
                .collect(Collectors.toMap(field -> name + "." + field.getName(), WordsDocsTest::mayBeMissing));
    }

    private static boolean mayBeMissing(RecordComponent field) {
        return field.getAccessor().isAnnotationPresent(Nullable.class);
    }

    private static String keys() throws IOException {
        var docs = whole("docs/languages.md");
        return docs.substring(docs.indexOf("## The keys"));
    }

    private static String whole(String file) throws IOException {
        return Files.readString(Path.of(file));
    }
}
