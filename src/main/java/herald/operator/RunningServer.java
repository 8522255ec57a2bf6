package herald.operator;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A server that runs on the same data directory, as a command sees it. */
final class RunningServer {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BACKUP_PATIENCE = Duration.ofHours(1);

    private final Door door;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private RunningServer(Door door) {
        this.door = door;
    }

    /** The one that answers; nothing where none runs, or only the file of one that was killed is left. */
    static Optional<RunningServer> on(Path dataDir) {
        return Door.read(dataDir).map(RunningServer::new).filter(RunningServer::isAlive);
    }

    /** The backup, once it is complete on the server's side. */
    InputStream backup() throws IOException {
        var response = get("/operator/backup", BACKUP_PATIENCE, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            response.body().close();
            throw new CommandException("The running server could not make the backup (HTTP " + response.statusCode()
                    + "); its log says why.");
        }
        return response.body();
    }

    private boolean isAlive() {
        try {
            return get("/operator/alive", PATIENCE, BodyHandlers.discarding()).statusCode() == 204;
        } catch (IOException gone) {
            return false;
        }
    }

    private <T> HttpResponse<T> get(String path, Duration patience, BodyHandler<T> handler) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path))
                            .timeout(patience)
                            .header(OperatorController.TOKEN, door.token())
                            .build(),
                    handler);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
