package herald.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A theme's words are looked through before anybody reads them; and so are those that came with Herald. */
class MessagesCheckTest {

    private static final List<ThemeShelf> SHELVES = List.of(new JarShelf());

    @Test
    void theShippedLanguagesAreWhole() throws IOException {
        try (var themes = Files.list(Path.of("themes"))) {
            for (var theme : themes.map(path -> path.getFileName().toString()).toList()) {
                var checks = MessagesCheck.of(ThemeFiles.of(theme, SHELVES));
                assertTrue(
                        checks.stream().map(MessagesCheck::language).toList().containsAll(List.of("en", "ja", "ko")));
                for (var check : checks) {
                    assertEquals(List.of(), check.problems(), theme);
                    assertEquals(List.of(), check.missing(), theme + " " + check.language());
                }
            }
        }
    }

    /** More than a theme must: ours use every argument in every language. */
    @ParameterizedTest
    @ValueSource(strings = {"ko", "ja"})
    void theShippedLanguagesUseTheSameArguments(String language) {
        var files = ThemeFiles.of(ThemeFiles.DEFAULT, SHELVES);
        var english = files.merged("messages_en.properties");
        var words = files.merged("messages_" + language + ".properties");
        for (var key : english.stringPropertyNames()) {
            assertEquals(Phrase.arguments(english.getProperty(key)), Phrase.arguments(words.getProperty(key)), key);
        }
    }

    @Test
    void whatIsMissingIsCountedAndWhatIsMisspeltIsNamed() {
        var french = check("fr", "stage.resolved=Résolu\nstage.resolvd=Résolu\nformat.time=jm\n");
        assertEquals(List.of("stage.resolvd"), french.unknown());
        assertEquals(Map.of(), french.broken());
        assertTrue(french.missing().contains("stage.investigating"));
        assertTrue(!french.missing().contains("stage.resolved")
                && !french.missing().contains("format.time"));
        assertEquals(
                List.of("messages_fr.properties: stage.resolvd: nothing asks for this key; is it misspelt?"),
                french.problems());
        assertTrue(french.note()
                .startsWith("messages_fr.properties: " + french.missing().size() + " keys have no words"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "promise.next=avant {2} | uses {2}, and there is only {0}",
                "stage.resolved=Résolu à {0} | uses {0}, and there is no argument",
                "promise.next=avant {0 | Unmatched",
                "promise.next=avant {0}} {heure} | an argument is {0}",
                "group.size={0, plural, one {# système}} | other",
                "group.size={0, number, ::scale/1E999999999} | an argument is {0}",
                "group.size={0, date, full} | an argument is {0}",
                "group.size={0, spellout} | an argument is {0}",
                "format.time=HH:mm | no skeleton"
            })
    void whatCannotBeSaidIsNamedWithItsReason(String line, String reason) {
        var key = line.substring(0, line.indexOf('='));
        var broken = check("fr", line).broken();
        assertEquals(Set.of(key), broken.keySet());
        assertTrue(broken.get(key).contains(reason), broken.get(key));
    }

    @Test
    void aPatternThatWouldFillTheServerIsRefusedAndNeverSaid() {
        var tooLong = "{0}".repeat(700);
        assertTrue(check("fr", "promise.next=" + tooLong)
                .broken()
                .get("promise.next")
                .contains("longer than"));
        var deep = "{0,plural,other{".repeat(30_000) + "}}".repeat(30_000);
        assertTrue(check("fr", "promise.next=" + deep).broken().containsKey("promise.next"));
        var words = Messages.of(
                theme("fr", "promise.next=" + tooLong + "\ngroup.size={0, number, ::scale/1E999999999}")::merged, "fr");
        assertThrows(ThemeException.class, () -> words.get("promise.next", "x".repeat(255)));
        assertThrows(ThemeException.class, () -> words.get("group.size", 5));
    }

    @Test
    void aFileThatIsNoneIsNamed() {
        var check = check("fr", "stage.resolved=\\uZZZZ");
        assertEquals(Set.of(""), check.broken().keySet());
        assertTrue(
                check.problems().getFirst().startsWith("messages_fr.properties: cannot be read"),
                check.problems()::toString);
        var java = check("pt_BR", "stage.resolved=Resolvido");
        assertTrue(java.problems().getFirst().contains("pt-BR"), java.problems()::toString);
    }

    @Test
    void aThemesOwnKeysAreKnownWhereItsTemplatesAskForThem() {
        var own = Map.of(
                "theme.properties", "",
                "messages_en.properties", "our.back=All is well\nour.code.a=A\nour.forgotten=?",
                "messages/x.resolved.ftl", "${msg(\"our.back\")} ${msg(\"our.code.\" + post.stage.code)}");
        var checks = MessagesCheck.of(files(own)).stream()
                .collect(Collectors.toMap(MessagesCheck::language, check -> check));
        assertEquals(List.of("our.forgotten"), checks.get("en").unknown());
        assertEquals(
                List.of("our.back", "our.code.a", "our.forgotten"),
                checks.get("ko").missing());
    }

    @Test
    void aLanguageSpeaksItsOwnThenItsBroaderFormThenEnglish() {
        var files = files(Map.of(
                "theme.properties", "",
                "messages_pt.properties", "stage.resolved=Resolvido\nstage.monitoring=A monitorizar",
                "messages_pt-BR.properties", "stage.monitoring=Monitorando"));
        var words = Messages.of(files::merged, "pt-BR");
        assertEquals("Monitorando", words.stage("monitoring").text());
        assertEquals("Resolvido", words.stage("resolved").text());
        assertEquals("Investigating", words.stage("investigating").text());
        assertEquals("1 day ago", words.get("uptime.from", 1));
        assertEquals("0 days ago", words.get("uptime.from", 0), "English words follow English plurals");
        assertTrue(Theme.of(files).languages().containsAll(List.of("en", "ja", "ko", "pt", "pt-BR")));
    }

    @Test
    void aHouseMayWriteItsTimesOtherwise() {
        var files =
                files(Map.of("theme.properties", "", "messages_en.properties", "format.time=hm\nformat.date=yMMMd"));
        var at = Instant.parse("2021-05-05T13:08:00Z");
        var zone = ZoneId.of("Asia/Seoul");
        assertEquals(
                "10:08 pm KST",
                Messages.of(files::merged, "en").moment(at, zone).time().replace('\u202F', ' '));
        assertEquals(
                "22:08 KST", Messages.of(files::merged, "ko").moment(at, zone).time());
    }

    /** Every shipped template and every message Herald itself asks for has its word. */
    @Test
    void everyKeyATemplateAsksForIsThere() throws IOException {
        var keys = ThemeFiles.of(ThemeFiles.DEFAULT, SHELVES)
                .merged("messages_en.properties")
                .stringPropertyNames();
        var asked = Pattern.compile(
                "msg\\(\"([A-Za-z.]+[A-Za-z])\"[,)]|(?:sentence|said|link)[^>]* \"([a-z]+\\.[A-Za-z]+)\"");
        var found = new TreeSet<String>();
        try (var files = Files.walk(Path.of("themes"))) {
            for (var file :
                    files.filter(path -> path.toString().contains(".ftl")).toList()) {
                asked.matcher(Files.readString(file)).results().forEach(match -> {
                    var key = match.group(1) == null ? match.group(2) : match.group(1);
                    found.add(key);
                    assertTrue(keys.contains(key), file + " asks for " + key);
                });
            }
        }
        assertTrue(found.size() > 40, found::toString);
    }

    private static MessagesCheck check(String language, String words) {
        return MessagesCheck.of(theme(language, words)).stream()
                .filter(check -> check.language().equals(language))
                .findFirst()
                .orElseThrow();
    }

    private static ThemeFiles theme(String language, String words) {
        return files(Map.of("theme.properties", "", "messages_" + language + ".properties", words));
    }

    private static ThemeFiles files(Map<String, String> texts) {
        var bytes = new HashMap<String, byte[]>();
        texts.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return ThemeFiles.of("sea", bytes, SHELVES);
    }
}
