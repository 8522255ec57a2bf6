package herald.theme.upload;

import herald.theme.Finding;
import java.util.List;

/** A theme that is not taken, with everything that is wrong with it. Nothing of it was kept. */
public final class ThemeRefusedException extends RuntimeException {

    private final transient List<Finding> findings;

    public ThemeRefusedException(List<Finding> findings) {
        super(String.join("\n", findings.stream().map(Finding::toString).toList()));
        this.findings = List.copyOf(findings);
    }

    ThemeRefusedException(String reason, String hint) {
        this(List.of(Finding.of(reason, hint)));
    }

    public List<Finding> findings() {
        return findings;
    }
}
