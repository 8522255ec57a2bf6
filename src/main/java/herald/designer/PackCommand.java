package herald.designer;

import herald.theme.upload.ThemeRules;
import herald.theme.upload.ThemeZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "pack",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Checks a theme and makes a zip of it, to be uploaded in the console under Appearance.",
            "Files that no theme has, a README or a sketch, are left out and named. The same files make the same bytes."
        })
final class PackCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the theme's folder")
    private Path folder;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "the zip to write (default: the theme's name with .zip); one that is there is replaced")
    private Path out;

    @Mixin
    private Languages languages;

    @Override
    public Integer call() throws IOException {
        var draft = Draft.read(folder);
        var taken = new TreeMap<>(draft.own());
        taken.keySet().removeIf(path -> !ThemeRules.FOR_UPLOADS.isTaken(path));
        draft.own().keySet().stream()
                .filter(path -> !taken.containsKey(path))
                .forEach(path -> spec.commandLine().getErr().println("Left out: " + path));
        var packed = new Draft(draft.folder(), taken, draft.renderer());
        var findings = packed.findings(ThemeRules.FOR_UPLOADS, languages.codes());
        if (!findings.isEmpty()) {
            findings.forEach(spec.commandLine().getErr()::println);
            spec.commandLine().getErr().println("Nothing was packed. Mend this first.");
            return 1;
        }
        var zip = ThemeZip.write(taken);
        if (zip.length > ThemeZip.LARGEST) {
            throw new CommandException("The zip would be " + zip.length + " bytes large; at most " + ThemeZip.LARGEST
                    + " are taken. Make pictures or fonts smaller.");
        }
        var file = out == null ? Path.of(packed.name() + ".zip") : out;
        var aside = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(aside, zip);
            Files.move(aside, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
        spec.commandLine()
                .getOut()
                .println("Wrote " + file + " (" + zip.length + " bytes, " + taken.size()
                        + " files). Upload it in the console under Appearance.");
        return 0;
    }
}
