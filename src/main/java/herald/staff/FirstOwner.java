package herald.staff;

import herald.database.Transactions;
import herald.page.InvalidException;
import herald.page.PublicId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the first person gets in: by the operator's settings, or with a code that stands in the log. There is exactly one first owner,
 * however many nodes start and however many people follow the link.
 */
@Singleton
public class FirstOwner {

    private static final String MADE = "first-owner";
    private static final String CODE = "set-up-code:";

    private final StaffRepository staff;
    private final SettingRepository settings;
    private final Passwords passwords;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    FirstOwner(
            StaffRepository staff,
            SettingRepository settings,
            Passwords passwords,
            Audit audit,
            Transactions transactions,
            Clock clock) {
        this.staff = staff;
        this.settings = settings;
        this.passwords = passwords;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whether somebody can sign in. */
    public boolean exists() {
        return staff.count() > 0;
    }

    /** True for one caller in the life of a database, within whose transaction {@code deed} is then to be done. */
    @Transactional(TxType.MANDATORY)
    public boolean isFirst(String deed) {
        return settings.claim(deed, clock.instant().toString()) == 1;
    }

    /** A new code that opens the set-up once; codes that other nodes have printed stay good. */
    public String newCode() {
        var code = Secret.random();
        transactions.run(
                () -> settings.claim(CODE + Secret.hash(code), clock.instant().toString()));
        return code;
    }

    /** Whether a code opens the set-up now. */
    public boolean opens(String code) {
        return settings.count(CODE + Secret.hash(code)) == 1 && !exists();
    }

    /**
     * Makes the first owner by the operator's settings; empty when there is one already.
     *
     * @throws InvalidException when the address or the password will not do
     */
    public Optional<Staff> create(String email, String password) {
        InvalidException.throwIfAny(problems(email, email, password));
        if (exists()) {
            return Optional.empty();
        }
        var name = email.strip().replaceFirst("@.*", "");
        var hash = passwords.hash(password);
        return transactions.write(() -> settle(email, name, hash));
    }

    /**
     * Makes the first owner for whoever brings a code; empty when the code does not open the set-up (any more).
     *
     * @throws InvalidException when a field will not do; the code stays good
     */
    public Optional<Staff> redeem(String code, String email, String name, String password) {
        InvalidException.throwIfAny(problems(email, name, password));
        if (!opens(code)) {
            return Optional.empty();
        }
        var hash = passwords.hash(password);
        return transactions.write(
                () -> settings.forget(CODE + Secret.hash(code)) == 1 ? settle(email, name, hash) : Optional.empty());
    }

    /** What is wrong with these fields, in words; empty when they will do. */
    public static List<String> problems(String email, String name, String password) {
        var problems = new ArrayList<String>();
        if (!email.strip().matches("[^\\s@<>]{1,64}@[^\\s@<>]{1,189}")) {
            problems.add("E-mail: write an address such as you@example.com.");
        }
        if (name.isBlank() || name.length() > 100 || name.chars().anyMatch(c -> c == '<' || c == '>' || c < ' ')) {
            problems.add("Name: write 1 to 100 characters, without < and >.");
        }
        problems.addAll(Passwords.problems(password, email));
        return problems;
    }

    private Optional<Staff> settle(String email, String name, String hash) {
        if (!isFirst(MADE)) {
            return Optional.empty();
        }
        settings.forget(CODE + "%");
        var owner = staff.save(new Staff(
                null,
                PublicId.random(),
                email.strip().toLowerCase(Locale.ROOT),
                name.strip(),
                hash,
                "en",
                clock.instant()));
        audit.record(null, owner.actor(), "staff.create", owner.code(), "first owner");
        return Optional.of(owner);
    }
}
