package herald.designer;

import herald.theme.ThemeException;
import herald.theme.upload.ThemeRefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands of {@code herald theme}. */
@Command(
        name = "herald theme",
        subcommands = {NewCommand.class, CheckCommand.class, PreviewCommand.class, PackCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Make, check, look at and pack the looks of a page.",
        footer = {
            "",
            "A theme is a folder: theme.properties with its colours, and whatever else it changes. From nothing to a"
                    + " page:",
            "",
            "  herald theme new ocean            makes the folder ocean; change the colours in ocean/theme.properties",
            "  herald theme preview ocean        shows it in the browser, in every state, and again after each change",
            "  herald theme check ocean          says what is wrong, each with its file, line and how to mend it",
            "  herald theme pack ocean           makes ocean.zip, to be uploaded in the console under Appearance",
            "",
            "Exit codes: 0 all is well, 1 something is wrong with the theme or went wrong, 2 the command was not"
                    + " understood.",
            "docs/themes.md walks through all of it."
        })
public final class ThemeCommands implements Runnable {

    @Spec
    private CommandSpec spec;

    ThemeCommands() {}

    /** Does what {@code args}, the words after {@code herald theme}, ask for. Answers the process's exit code. */
    public static int run(String... args) {
        return run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args);
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new ThemeCommands())
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler((failure, line, _) -> {
                    line.getErr().println(words(failure));
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: new, check, preview or pack.");
    }

    private static String words(Exception failure) {
        return switch (failure) {
            case ThemeRefusedException refused -> refused.getMessage();
            case ThemeException broken -> broken.getMessage();
            case CommandException known -> known.getMessage();
            case NoSuchFileException missing -> missing.getFile() + " is not there.";
            case IOException unreadable -> "Reading or writing failed: " + unreadable;
            case UncheckedIOException unreadable -> "Reading or writing failed: " + unreadable.getCause();
            default -> "It failed: " + failure;
        };
    }
}
