package herald.designer;

import herald.theme.Finding;
import herald.theme.ThemeFiles;
import herald.theme.ThemeRehearsal;
import herald.theme.ThemeRenderer;
import herald.theme.ThemeSettings;
import herald.theme.upload.ThemeFolder;
import herald.theme.upload.ThemeName;
import herald.theme.upload.ThemeRefusedException;
import herald.theme.upload.ThemeRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A theme in a folder that somebody is working on. Its parent is one that came with Herald, or lies in the folder beside it. */
record Draft(Path folder, Map<String, byte[]> own, ThemeRenderer renderer) {

    /** Read once; what changes afterwards is in the next one. */
    static Draft read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new CommandException(
                    Files.exists(folder)
                            ? folder + " is no folder. A theme is one; «herald theme new NAME» makes it."
                            : folder + " is not there. «herald theme new NAME» makes a theme to begin with.");
        }
        var whole = folder.toAbsolutePath().normalize();
        return new Draft(whole, ThemeFolder.read(whole), new ThemeRenderer(new ThemeSettings(whole.getParent())));
    }

    /** {@code ocean}; the folder's name where the theme has none of its own. */
    String name() {
        return ThemeName.of(own, String.valueOf(folder.getFileName()));
    }

    /** With its parents' behind its own. */
    ThemeFiles files() {
        // As the version it would be: a theme may be called as its parent is.
        return renderer.files(name() + "@1", own);
    }

    /** All that is wrong: with its files first, and when those will do, with what they draw. */
    List<Finding> findings(ThemeRules rules, List<String> languages) {
        var findings = rules.findings(own);
        if (!findings.isEmpty()) {
            return findings;
        }
        try {
            return ThemeRehearsal.findings(this::files, languages);
        } catch (ThemeRefusedException nameless) {
            return nameless.findings();
        }
    }
}
