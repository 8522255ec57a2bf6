package herald.console;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;

/**
 * The form that writes one update.
 *
 * @param action where it is sent
 * @param draft under which name the browser keeps what is typed
 * @param incident its id; null for one that is being opened
 * @param stages the words of the stages, in the order they are offered
 * @param closing the word of the stage that closes
 * @param zone how the page's time zone is called
 * @param typed what stands in the fields, by name
 * @param affected the names of components that are attached and not operational
 */
public record Composer(
        String action,
        String draft,
        @Nullable String incident,
        boolean maintenance,
        List<String> stages,
        String closing,
        List<LanguageField> languages,
        List<ComponentSet> components,
        String zone,
        Map<String, String> typed,
        List<String> affected,
        List<Problem> problems,
        int listeners,
        List<Target> targets) {

    /** An account whose words can be changed. */
    public record Target(String code, String name, String language) {}
}
