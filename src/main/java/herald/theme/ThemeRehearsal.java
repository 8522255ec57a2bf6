package herald.theme;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whether a theme can draw whatever a page may have to say: every sample in every language, and all of its assets. It is drawn apart
 * from the pages that readers see: however long it takes, none of them waits for it.
 */
public final class ThemeRehearsal {

    /** Nobody mends more in one go. */
    private static final int MOST = 30;

    private final Set<Finding> findings = new LinkedHashSet<>();

    private ThemeRehearsal() {}

    /**
     * All that is wrong with a theme; empty when it may go live.
     *
     * @param files may throw {@link ThemeException}, which is a finding
     */
    public static List<Finding> findings(Supplier<ThemeFiles> files, Collection<String> languages) {
        var rehearsal = new ThemeRehearsal();
        rehearsal.attempt(() -> {
            var theme = Theme.onTrial(files.get());
            rehearsal.attempt(theme::allAssets);
            languages.forEach(language -> rehearsal.attempt(() -> rehearsal.draw(theme, language)));
        });
        var all = new ArrayList<>(rehearsal.findings);
        return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
    }

    private void draw(Theme theme, String language) {
        var samples = new Samples(theme, language, "/assets/");
        for (var name : samples.names()) {
            if (findings.size() < MOST) {
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
