package herald.designer;

import herald.theme.upload.ThemeName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Makes a theme to begin with: a folder with theme.properties and a logo.",
            "Everything the folder does not hold is the parent's, file by file."
        })
final class NewCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "of a-z, 0-9 and -, such as ocean")
    private String name;

    @Option(
            names = "--parent",
            paramLabel = "THEME",
            defaultValue = "default",
            description = "whose files it inherits: default, banner, ledger, paper, or one in the folder beside it"
                    + " (default: ${DEFAULT-VALUE})")
    private String parent;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "the folder to make; must not exist yet or be empty (default: the name)")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        if (!ThemeName.isPlain(name)) {
            throw new CommandException("'" + name + "' will not do as a name: use a-z, 0-9 and -, such as ocean.");
        }
        if (!ThemeName.isPlain(parent)) {
            throw new CommandException("'" + parent + "' is no theme's name.");
        }
        var into = folder == null ? Path.of(name) : folder;
        refuseToReplace(into);
        Files.createDirectories(into.resolve("assets"));
        for (var file : new String[] {"theme.properties", "assets/logo.svg"}) {
            Files.writeString(
                    into.resolve(file),
                    resource(file).replace("@NAME@", title()).replace("@PARENT@", parent));
        }
        Draft.read(into).files();
        var out = spec.commandLine().getOut();
        out.println("Made " + into + ", a theme like " + parent + " in colours of its own. Next:");
        out.println("  herald theme preview " + into + "   shows it in the browser, and again after each change");
        out.println("  " + into.resolve("theme.properties") + "   holds its colours; " + into.resolve("assets/logo.svg")
                + " is its logo");
        return 0;
    }

    private static void refuseToReplace(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (Files.isDirectory(folder)) {
            try (var inside = Files.list(folder)) {
                if (inside.findAny().isEmpty()) {
                    return;
                }
            }
        }
        throw new CommandException(folder + " is there already. Choose another name, or another folder with --dir.");
    }

    private String title() {
        return name.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + name.substring(1).replace('-', ' ');
    }

    private static String resource(String file) throws IOException {
        try (var stream = NewCommand.class.getClassLoader().getResourceAsStream("designer/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("missing in the jar: designer/" + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
