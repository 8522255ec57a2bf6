package herald.designer;

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
        name = "preview",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Shows a theme in every state a page can be in: all is well, an incident, a major outage whose promise has"
                    + " lapsed, maintenance, and every kind of page.",
            "Serves it on this machine alone and shows each change as soon as a file is saved; Ctrl-C ends it. With"
                    + " --out it writes files instead, to be opened or sent around."
        })
final class PreviewCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the theme's folder")
    private Path folder;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "on http://127.0.0.1:PORT; 0 takes any that is free (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            description = "write the pages into this folder instead of serving them")
    private Path out;

    @Mixin
    private Languages languages;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var pictures = new Pictures(folder, languages.codes());
        var console = spec.commandLine().getOut();
        if (out != null) {
            int written = pictures.write(out);
            console.println("Wrote " + written + " pages. Open " + out.resolve("index.html") + ".");
            return 0;
        }
        Draft.read(folder);
        try (var server = PreviewServer.start(port, pictures)) {
            console.println(
                    "Look at " + server.address() + " – it follows each change in " + folder + ". Ctrl-C ends it.");
            server.join();
        }
        return 0;
    }
}
