package herald.operator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How a command reaches the server that runs on the same data directory: by a file that only its owner can read.
 *
 * @param token what the server asks for; made anew at every start
 */
record Door(int port, String token) {

    static Path in(Path dataDir) {
        return dataDir.resolve("operator.json");
    }

    void write(Path dataDir) throws IOException, SQLException {
        Files.createDirectories(dataDir);
        PrivateFile.write(in(dataDir), out -> {
            var json = new JsonFactory().createGenerator(out);
            json.writeStartObject();
            json.writeNumberField("port", port);
            json.writeStringField("token", token);
            json.writeEndObject();
            json.flush();
            return true;
        });
    }

    /** The door that a server has left open; the server may have been killed since. */
    static Optional<Door> read(Path dataDir) {
        int port = 0;
        var token = "";
        try (var json = new JsonFactory().createParser(Files.readString(in(dataDir)))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "port" -> port = json.getIntValue();
                    case "token" -> token = json.getText();
                    default -> json.skipChildren();
                }
            }
        } catch (IOException noServer) {
            return Optional.empty();
        }
        return port > 0 && !token.isEmpty() ? Optional.of(new Door(port, token)) : Optional.empty();
    }

    /** In the same time for every wrong token. */
    boolean opensTo(String given) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Door[" + port + "]";
    }
}
