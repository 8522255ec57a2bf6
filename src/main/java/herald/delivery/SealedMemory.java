package herald.delivery;

import herald.channel.Memory;
import herald.database.Transactions;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** What a channel keeps of one target, sealed in the database. What cannot be opened with the key at hand counts as forgotten. */
final class SealedMemory implements Memory {

    private final Target target;
    private final TargetRepository rows;
    private final SecretBox secrets;
    private final ObjectMapper json;
    private final Transactions transactions;

    SealedMemory(
            Target target, TargetRepository rows, SecretBox secrets, ObjectMapper json, Transactions transactions) {
        this.target = target;
        this.rows = rows;
        this.secrets = secrets;
        this.json = json;
        this.transactions = transactions;
    }

    @Override
    public Kept read() {
        var version = rows.memoryVersion(target.id());
        if (version.isEmpty()) {
            return new Kept(Map.of(), -1);
        }
        return rows.memory(target.id(), version.get())
                .map(kept -> new Kept(opened(kept), version.get()))
                .orElseGet(this::read);
    }

    @Override
    public boolean write(long version, Map<String, String> values) {
        return transactions.write(() -> {
            if (version < 0) {
                rows.beginMemory(target.id());
            }
            return rows.remember(target.id(), Math.max(0, version), sealed(values)) == 1;
        });
    }

    private Map<String, String> opened(String kept) {
        if (kept.isEmpty()) {
            return Map.of();
        }
        try {
            return json.readValue(secrets.open(kept, owner()), Argument.mapOf(String.class, String.class));
        } catch (SecretBox.SecretLostException _) {
            return Map.of();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String sealed(Map<String, String> values) {
        try {
            return secrets.seal(json.writeValueAsString(values), owner());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Its own, so that a row of settings cannot be put in its place. */
    private String owner() {
        return target.code() + "/memory";
    }
}
