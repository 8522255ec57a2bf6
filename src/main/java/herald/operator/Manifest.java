package herald.operator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a backup says of itself; its last entry, so that one that was cut off has none.
 *
 * @param format of the file, {@link #FORMAT} here
 * @param schema the version of the migrations it was made at
 */
record Manifest(int format, String schema, Instant createdAt, List<Entry> entries) {

    static final int FORMAT = 1;
    static final String NAME = "manifest.json";

    /** @param sha256 of the entry's bytes, in hexadecimal digits */
    record Entry(String table, long rows, String sha256) {

        String path() {
            return "tables/" + table + ".jsonl";
        }
    }

    long rows() {
        return entries.stream().mapToLong(Entry::rows).sum();
    }

    void write(OutputStream out) throws IOException {
        var json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
        json.writeStartObject();
        json.writeNumberField("format", format);
        json.writeStringField("schema", schema);
        json.writeStringField("created_at", createdAt.toString());
        json.writeArrayFieldStart("tables");
        for (var entry : entries) {
            json.writeStartObject();
            json.writeStringField("table", entry.table());
            json.writeNumberField("rows", entry.rows());
            json.writeStringField("sha256", entry.sha256());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
    }

    /** @throws CommandException when it is not such a text */
    static Manifest read(InputStream in) throws IOException {
        int format = 0;
        String schema = "";
        var createdAt = Instant.EPOCH;
        var entries = new ArrayList<Entry>();
        try (var json = new JsonFactory().createParser(in)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "format" -> format = json.getIntValue();
                    case "schema" -> schema = json.getText();
                    case "created_at" -> createdAt = Instant.parse(json.getText());
                    case "tables" -> {
                        while (json.nextToken() == JsonToken.START_OBJECT) {
                            entries.add(entry(json));
                        }
                    }
                    default -> json.skipChildren();
                }
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException | DateTimeException broken) {
            throw new CommandException("The backup's manifest cannot be read: the file is damaged.");
        }
        return new Manifest(format, schema, createdAt, entries);
    }

    private static Entry entry(com.fasterxml.jackson.core.JsonParser json) throws IOException {
        String table = "";
        long rows = 0;
        String sha256 = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "table" -> table = json.getText();
                case "rows" -> rows = json.getLongValue();
                case "sha256" -> sha256 = json.getText();
                default -> json.skipChildren();
            }
        }
        return new Entry(table, rows, sha256);
    }
}
