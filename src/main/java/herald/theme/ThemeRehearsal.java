package herald.theme;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whether a theme can draw whatever a page may have to say: every sample in every language, all of its assets, and
 * colours that can be read. It is drawn apart
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
            var whole = files.get();
            var theme = Theme.onTrial(whole);
            rehearsal.attempt(theme::allAssets);
            rehearsal.attempt(() -> rehearsal.colours(whole));
            languages.forEach(language -> rehearsal.attempt(() -> rehearsal.draw(theme, language)));
        });
        var all = new ArrayList<>(rehearsal.findings);
        return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
    }

    private void colours(ThemeFiles files) {
        ThemeCheck.of(files).forEach(pair -> findings.add(Finding.in(ThemeFiles.SETTINGS, pair.text(), "")));
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
