package herald.designer;

import herald.theme.ThemeRehearsal;
import herald.theme.upload.ThemeRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Says all that is wrong with a theme, as the console would when it is uploaded: files it may not hold,"
                + " templates that fail in any state of a page, words that are missing, colours that cannot be read.",
            "One line each: file:line: what is wrong, and how to mend it. Exits with 1 when there is any."
        })
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the theme's folder")
    private Path folder;

    @Option(names = "--on-disk", description = "for a theme in HERALD_THEMES_DIR, which may bring scripts of its own")
    private boolean onDisk;

    @Mixin
    private Languages languages;

    @Override
    public Integer call() throws IOException {
        var codes = languages.codes();
        var draft = Draft.read(folder);
        var findings = draft.findings(onDisk ? ThemeRules.ON_DISK : ThemeRules.FOR_UPLOADS, codes);
        if (findings.isEmpty()) {
            ThemeRehearsal.notes(draft::files)
                    .forEach(note -> spec.commandLine().getOut().println("Note: " + note));
            spec.commandLine()
                    .getOut()
                    .println(folder + " is well: it draws every state of a page in " + String.join(", ", codes) + ".");
            return 0;
        }
        findings.forEach(spec.commandLine().getErr()::println);
        spec.commandLine()
                .getErr()
                .println(folder + ": " + findings.size() + (findings.size() == 1 ? " thing" : " things") + " to mend.");
        return 1;
    }
}
