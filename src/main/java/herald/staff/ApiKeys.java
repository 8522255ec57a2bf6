package herald.staff;

import herald.database.Transactions;
import herald.page.InvalidException;
import herald.page.PublicId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The keys that programs sign their requests with. */
@Singleton
public class ApiKeys {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;

    private final ApiKeyRepository keys;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    ApiKeys(ApiKeyRepository keys, Audit audit, Transactions transactions, Clock clock) {
        this.keys = keys;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A new key in the clear, for the one time it is shown. */
    public record NewKey(ApiKey apiKey, String key) {
        /** Without the key. */
        @Override
        public String toString() {
            return "NewKey[" + apiKey + "]";
        }
    }

    /** Who signs with this key; empty when nobody does. */
    public Optional<Actor> find(String key) {
        return keys.findByKeyHash(Secret.hash(key))
                .map(found -> new Actor(Actor.Kind.API_KEY, found.code(), found.name(), "en"));
    }

    /** All keys, the oldest first. */
    public List<ApiKey> all() {
        return keys.all();
    }

    /** @throws InvalidException when the name will not do */
    public NewKey create(String name, Actor actor) {
        var key = "herald_" + Secret.random();
        return new NewKey(adopt(name, key, actor), key);
    }

    /**
     * Takes a key that somebody else has made up.
     *
     * @throws InvalidException when the name or the key will not do, or the key is there already
     */
    public ApiKey adopt(String name, String key, Actor actor) {
        if (name.isBlank() || name.length() > 100) {
            throw new InvalidException(List.of("Name: say in 1 to 100 characters which program will use this key."));
        }
        InvalidException.throwIfAny(problems(key));
        return transactions.write(() -> {
            if (keys.findByKeyHash(Secret.hash(key)).isPresent()) {
                throw new InvalidException(List.of("This API key is in use already."));
            }
            var saved = keys.save(new ApiKey(null, PublicId.random(), name.strip(), Secret.hash(key), clock.instant()));
            audit.record(null, actor, "api_key.create", saved.code(), saved.name());
            return saved;
        });
    }

    /** Ends a key at once, everywhere; one that is not there is no error. */
    public void delete(String code, Actor actor) {
        transactions.run(() -> keys.findByCode(code).ifPresent(key -> {
            keys.deleteById(key.id());
            audit.record(null, actor, "api_key.delete", code, key.name());
        }));
    }

    /** What is wrong with a key that somebody made up; empty when it will do. */
    public static List<String> problems(String key) {
        return key.length() < SHORTEST || key.length() > LONGEST || !key.matches("[\\x21-\\x7e]+")
                ? List.of("API key: use " + SHORTEST + " to " + LONGEST
                        + " letters, digits and signs of ASCII without spaces.")
                : List.of();
    }
}
