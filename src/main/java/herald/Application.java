package herald;

import herald.designer.ThemeCommands;
import herald.operator.Commands;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.runtime.Micronaut;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.TimeZone;

/** The process: UTC inside, one clock for moments. */
@Factory
public final class Application {

    public static void main(String[] args) {
        // JDBC drivers read DATETIME columns in the process's zone; a zone with a missing hour would lose moments.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        // HttpURLConnection, which Twitter4J uses, would post a second time by itself (DESIGN.md 5).
        System.setProperty("sun.net.http.retryPost", "false");
        if (args.length > 0 && args[0].equals("theme")) {
            System.exit(ThemeCommands.run(Arrays.copyOfRange(args, 1, args.length)));
        }
        if (Commands.askForServer(args)) {
            serve(args);
        } else {
            System.exit(Commands.run(args));
        }
    }

    private static void serve(String[] args) {
        var options = args.length > 0 && args[0].equals("serve") ? Arrays.copyOfRange(args, 1, args.length) : args;
        Micronaut.build(options).mainClass(Application.class).banner(false).start();
    }

    /** Moments, in the microseconds that both databases keep. */
    @Bean
    @Singleton
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}
