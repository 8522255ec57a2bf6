package herald.operator;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What the commands ask of a running server. Answers on loopback, to whoever has read the {@link Door}'s file; to all others it is not
 * there.
 */
@Controller("/operator")
@ExecuteOn(TaskExecutors.BLOCKING)
class OperatorController {

    static final String TOKEN = "X-Herald-Operator";

    private final OpenDoor door;
    private final DataSource dataSource;
    private final Clock clock;

    OperatorController(OpenDoor door, DataSource dataSource, Clock clock) {
        this.door = door;
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
        this.clock = clock;
    }

    @Get("/alive")
    HttpResponse<?> alive(HttpRequest<?> request, @Nullable @Header(TOKEN) String token) {
        return isOperator(request, token) ? HttpResponse.noContent() : HttpResponse.notFound();
    }

    /** The backup is written whole before the first byte of it leaves, so that a failure is an answer of its own. */
    @Get("/backup")
    HttpResponse<?> backup(HttpRequest<?> request, @Nullable @Header(TOKEN) String token)
            throws IOException, SQLException {
        if (!isOperator(request, token)) {
            return HttpResponse.notFound();
        }
        var file = door.dataDir().resolve(".backup-" + UUID.randomUUID() + ".zip");
        try (var connection = dataSource.getConnection()) {
            PrivateFile.write(file, out -> Backup.write(connection, out, clock.instant()));
        }
        return HttpResponse.ok(new StreamedFile(
                Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE), MediaType.of("application/zip")));
    }

    /** A proxy beside us would make everybody local; what it adds to a request gives it away. */
    private boolean isOperator(HttpRequest<?> request, @Nullable String token) {
        return token != null
                && door.opensTo(token)
                && request.getRemoteAddress().getAddress().isLoopbackAddress()
                && !request.getHeaders().contains("X-Forwarded-For")
                && !request.getHeaders().contains("Forwarded");
    }
}
