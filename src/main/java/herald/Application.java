package herald;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.runtime.Micronaut;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.TimeZone;

/** The process: UTC inside, one clock for moments. */
@Factory
public final class Application {

    public static void main(String[] args) {
        // JDBC drivers read DATETIME columns in the process's zone; a zone with a missing hour would lose moments.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        // HttpURLConnection, which Twitter4J uses, would post a second time by itself (DESIGN.md 5).
        System.setProperty("sun.net.http.retryPost", "false");
        Micronaut.build(args).mainClass(Application.class).banner(false).start();
    }

    /** Moments, in the microseconds that both databases keep. */
    @Bean
    @Singleton
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}
