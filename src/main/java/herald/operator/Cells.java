package herald.operator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** One value of a row, as JSON and back; the same JSON from every database, whatever it calls its types. */
final class Cells {

    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    private Cells() {}

    static void write(JsonGenerator json, ResultSet row, int column, int type) throws SQLException, IOException {
        switch (type) {
            case Types.BOOLEAN, Types.BIT -> {
                boolean value = row.getBoolean(column);
                if (row.wasNull()) {
                    json.writeNull();
                } else {
                    json.writeBoolean(value);
                }
            }
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> {
                long value = row.getLong(column);
                if (row.wasNull()) {
                    json.writeNull();
                } else {
                    json.writeNumber(value);
                }
            }
            case Types.TIMESTAMP -> {
                var value = row.getObject(column, LocalDateTime.class);
                json.writeString(value == null ? null : MICROS.format(value));
            }
            case Types.DATE -> {
                var value = row.getObject(column, LocalDate.class);
                json.writeString(value == null ? null : value.toString());
            }
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB -> json.writeString(row.getString(column));
            case Types.BLOB, Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> {
                var value = row.getBytes(column);
                if (value == null) {
                    json.writeNull();
                } else {
                    json.writeBinary(value);
                }
            }
            default -> throw unknown(row.getMetaData().getColumnName(column), type);
        }
    }

    /** Binds the value that {@code json} stands at. */
    static void bind(PreparedStatement insert, int place, int type, JsonParser json) throws SQLException, IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            insert.setNull(place, type);
            return;
        }
        switch (type) {
            case Types.BOOLEAN, Types.BIT -> insert.setBoolean(place, json.getBooleanValue());
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
                insert.setLong(place, json.getLongValue());
            case Types.TIMESTAMP -> insert.setObject(place, LocalDateTime.parse(json.getText()));
            case Types.DATE -> insert.setObject(place, LocalDate.parse(json.getText()));
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB -> insert.setString(place, json.getText());
            case Types.BLOB, Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY ->
                insert.setBytes(place, json.getBinaryValue());
            default -> throw unknown(json.currentName(), type);
        }
    }

    private static CommandException unknown(String column, int type) {
        return new CommandException("The column " + column + " has a type (" + type + ") that backups do not know.");
    }
}
