package herald.staff;

import herald.database.Transactions;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * By e-mail and password. Ten failures in a quarter of an hour close the way for an account and for an address; a browser that this
 * person has signed in with before has a count of its own, so that strangers cannot lock anybody out.
 */
@Singleton
public class SignIn {

    private final StaffRepository staff;
    private final Passwords passwords;
    private final Sessions sessions;
    private final KnownDeviceRepository devices;
    private final Throttle throttle;
    private final SessionSettings settings;
    private final Transactions transactions;
    private final Clock clock;

    SignIn(
            StaffRepository staff,
            Passwords passwords,
            Sessions sessions,
            KnownDeviceRepository devices,
            Throttle throttle,
            SessionSettings settings,
            Transactions transactions,
            Clock clock) {
        this.staff = staff;
        this.passwords = passwords;
        this.sessions = sessions;
        this.devices = devices;
        this.throttle = throttle;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What became of a try. */
    public sealed interface Answer {
        /** {@code session} and {@code device} are the tokens for the browser to keep, the second for {@code deviceFor}. */
        record Welcome(String session, String device, Duration deviceFor) implements Answer {}

        /** No such person, or not their password: which of the two is not said. */
        record Refused() implements Answer {}

        /** Too many failures; {@code pause} is how long until the next try. */
        record TooMany(Duration pause) implements Answer {}
    }

    /**
     * @param address where the request comes from
     * @param device what an earlier {@link Answer.Welcome} left in the browser; null for none
     * @throws TooBusyException when too many others are signing in; the try does not count
     */
    public Answer tryOnce(String email, String password, String address, @Nullable String device) {
        var account = email.strip().toLowerCase(Locale.ROOT);
        var member = account.length() > 254 ? Optional.<Staff>empty() : staff.findByEmail(account);
        var known = member.flatMap(found -> knownDevice(found, device));
        var subjects = known.map(found -> List.of("device:" + found.tokenHash()))
                .orElse(List.of("account:" + account, "address:" + network(address)));
        var attempt = throttle.begin(subjects);
        if (attempt.tooEarlyBy().isPresent()) {
            return new Answer.TooMany(attempt.tooEarlyBy().get());
        }
        boolean right;
        try {
            right = passwords.matches(password, member.map(Staff::passwordHash).orElse(null));
        } catch (TooBusyException busy) {
            throttle.withdrawn(attempt);
            throw busy;
        }
        if (!right || member.isEmpty()) {
            return new Answer.Refused();
        }
        var cleared = new ArrayList<>(List.of("account:" + account));
        known.ifPresent(found -> cleared.add("device:" + found.tokenHash()));
        throttle.succeeded(attempt, cleared);
        return welcome(member.get());
    }

    /** Signs in somebody who has proved it otherwise. */
    public Answer.Welcome welcome(Staff member) {
        var device = Secret.random();
        var now = clock.instant();
        transactions.run(() -> {
            devices.forget(member.id(), now.minus(settings.device()));
            devices.save(new KnownDevice(null, Secret.hash(device), member.id(), now));
        });
        return new Answer.Welcome(sessions.open(member), device, settings.device());
    }

    private Optional<KnownDevice> knownDevice(Staff member, @Nullable String token) {
        return Optional.ofNullable(token)
                .flatMap(given -> devices.findByTokenHash(Secret.hash(given)))
                .filter(device -> device.staffId() == member.id())
                .filter(device -> device.createdAt().plus(settings.device()).isAfter(clock.instant()));
    }

    /** One subscriber of IPv6 has a whole /64 to come from. */
    private static String network(String address) {
        try {
            var parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8))
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return address;
        }
    }
}
