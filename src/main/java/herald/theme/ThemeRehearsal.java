package herald.theme;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whether a theme can draw whatever a page may have to say: every sample and every message in every language, with all of
 * its assets, in words that can be said and colours that can be read. It is drawn apart
 * from the pages that readers see: however long it takes, none of them waits for it.
 */
public final class ThemeRehearsal {

    /** Nobody mends more in one go. */
    private static final int MOST = 30;

    /** A theme that fails is not drawn to the end where that takes longer: whoever waits for the findings has some. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Set<Finding> findings = new LinkedHashSet<>();
    private final long begun = System.nanoTime();

    private ThemeRehearsal() {}

    /**
     * All that is wrong with a theme; empty when it may go live.
     *
     * @param files may throw {@link ThemeException}, which is a finding
     */
    public static List<Finding> findings(Supplier<ThemeFiles> files, Collection<String> languages) {
        var rehearsal = new ThemeRehearsal();
        rehearsal.attempt(() -> {
            var whole = files.get();
            var theme = Theme.onTrial(whole);
            rehearsal.attempt(theme::allAssets);
            rehearsal.attempt(() -> rehearsal.colours(whole));
            rehearsal.attempt(() -> rehearsal.words(theme));
            languages.forEach(language -> rehearsal.attempt(() -> rehearsal.draw(theme, language)));
        });
        var all = new ArrayList<>(rehearsal.findings);
        return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
    }

    /** What may stay as it is but may not be meant, a sentence each; empty for a theme that cannot be read. */
    public static List<String> notes(Supplier<ThemeFiles> files) {
        try {
            return Theme.onTrial(files.get()).checkMessages().stream()
                    .map(MessagesCheck::note)
                    .filter(note -> !note.isEmpty())
                    .toList();
        } catch (ThemeException unreadable) {
            return List.of();
        }
    }

    private void colours(ThemeFiles files) {
        ThemeCheck.of(files).forEach(pair -> findings.add(Finding.in(ThemeFiles.SETTINGS, pair.text(), "")));
    }

    private void words(Theme theme) {
        for (var language : theme.checkMessages()) {
            var file = Messages.file(language.language());
            language.problems()
                    .forEach(problem -> findings.add(Finding.in(
                            file,
                            problem.startsWith(file + ": ") ? problem.substring(file.length() + 2) : problem,
                            "")));
        }
    }

    private void draw(Theme theme, String language) {
        var samples = new Samples(theme, language, "/assets/");
        attempt(samples::writeMessages);
        for (var name : samples.names()) {
            boolean isEnough = !findings.isEmpty() && System.nanoTime() - begun > LONGEST.toNanos();
            if (findings.size() < MOST && !isEnough) {
                attempt(() -> samples.get(name).ifPresent(samples::html));
            }
        }
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (ThemeException failure) {
            findings.add(Finding.of(failure));
        }
    }
}
