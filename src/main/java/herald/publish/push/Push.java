package herald.publish.push;

import herald.publish.push.Piece.Part;
import herald.publish.push.Shelf.Stored;
import io.micronaut.core.annotation.Nullable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Brings one target to the state of a snapshot: finds what has changed, claims the writing, writes in the order in which pages lead to
 * each other, deletes what is gone. Used by one thread, which is the only one that knows what the target held last.
 */
final class Push {

    static final String VERSION = "version.json";
    private static final String FILES = ".herald/files";
    private static final String WRITING = ".herald/writing";
    private static final String BOOK = "application/octet-stream";
    private static final String JSON = "application/json; charset=utf-8";

    /** Readers may still hold a page that asks for them. */
    private static final Duration ASSETS_STAY = Duration.ofMinutes(10);

    /** After so long without a step another's claim is taken over; as long as one call of its may last. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    /** When calls that another had begun before its claim was taken are certainly over. */
    static final Duration SECOND_COAT_AFTER = Duration.ofSeconds(20);

    /** How much of the archive is written between two looks for something newer. */
    private static final int CHUNK = 500;

    enum Result {
        DONE,
        /** Another writes; ask again in a second. */
        BUSY,
        /** The target holds a newer version; ask again in a few seconds. */
        NEWER_THERE,
        /** Something newer has come meanwhile; what is written counts. */
        OVERTAKEN
    }

    /** What the target says of itself. */
    private record There(
            Optional<Stored> version, Optional<Revision> revision, Optional<Stored> writing, Optional<Claim> claim) {}

    /** Files whose content is in doubt, and when to write them again, on the monotonic clock. */
    private record Doubt(Set<String> paths, long notBefore) {}

    /** A claim of another's, and since when it has not moved, on the monotonic clock. */
    private record Seen(Claim claim, long since) {}

    /** What this worker has put there last. */
    private record Known(Revision revision, Ledger ledger) {}

    private final Shelf shelf;
    private final ExecutorService writers;
    private final Function<String, Optional<Revision>> pages;
    private final Clock clock;
    private final LongSupplier ticker;
    private final String holder = UUID.randomUUID().toString();
    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, Doubt> doubts = new HashMap<>();
    private final Map<String, Seen> seen = new HashMap<>();

    /**
     * @param pages how this node knows a page, by its code; empty for one it does not
     * @param ticker monotonic, in nanoseconds
     */
    Push(
            Shelf shelf,
            ExecutorService writers,
            Function<String, Optional<Revision>> pages,
            Clock clock,
            LongSupplier ticker) {
        this.shelf = shelf;
        this.writers = writers;
        this.pages = pages;
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Until files in doubt should be written again; empty when there are none at {@code place}. */
    Optional<Duration> secondCoat(String place) {
        return Optional.ofNullable(doubts.get(place))
                .map(doubt -> Duration.ofNanos(Math.max(0, doubt.notBefore() - ticker.getAsLong())));
    }

    /**
     * @param overtaken whether something newer waits
     * @throws PushException when the target does not take it
     */
    Result push(PlacedPage placed, BooleanSupplier overtaken) {
        var lock = shelf.lock(placed.place());
        if (lock.isEmpty()) {
            return Result.BUSY;
        }
        try (var _ = lock.get()) {
            return pushAlone(placed, overtaken);
        } catch (LostClaimException lost) {
            known.remove(placed.place());
            doubt(placed.place(), lost.paths, 0);
            return Result.BUSY;
        } catch (RuntimeException failure) {
            known.remove(placed.place());
            throw failure;
        }
    }

    /** Takes a page away from where it no longer belongs, if it is still the one that lies there. */
    void withdraw(String place, Revision revision) {
        known.remove(place);
        var lock = shelf.lock(place);
        if (lock.isEmpty()) {
            return;
        }
        try (var _ = lock.get()) {
            var there = there(place).revision();
            if (there.isEmpty()
                    || !there.get().page().equals(revision.page())
                    || there.get().version() > revision.version()) {
                return;
            }
            var paths = new LinkedHashSet<>(ledger(place).map(Ledger::paths).orElse(Set.of()));
            inParallel(paths, path -> shelf.delete(place, path));
            List.of(VERSION, FILES, WRITING).forEach(book -> shelf.delete(place, book));
            shelf.settle();
        }
    }

    private Result pushAlone(PlacedPage placed, BooleanSupplier overtaken) {
        var place = placed.place();
        var mine = Revision.of(placed.snapshot());
        var there = there(place);
        var newest = newest(there);
        if (newest.isPresent() && !newest.get().page().equals(mine.page())) {
            refuseUnlessItMovedAway(place, newest.get());
        } else if (newest.isPresent() && newest.get().version() > mine.version()) {
            return Result.NEWER_THERE;
        } else if (newest.isPresent() && newest.get().isNewerThan(mine) && !isOpen(there)) {
            // Another node's rendering of the same: it says the same, and is not to be written twice.
            return Result.DONE;
        }
        var doubtful = doubtful(place, there);
        if (doubtful.isEmpty()) {
            return Result.BUSY;
        }
        return write(placed, mine, there, doubtful.get(), overtaken);
    }

    private There there(String place) {
        var version = shelf.read(place + VERSION);
        var revision = version.flatMap(stored -> Revision.parse(stored.bytes()));
        if (version.isPresent() && revision.isEmpty()) {
            throw new PushException("There is a " + place + VERSION
                    + " that Herald has not written. Move it away, or choose" + " another place for Herald.");
        }
        var writing = shelf.read(place + WRITING);
        return new There(version, revision, writing, writing.flatMap(stored -> Claim.parse(stored.bytes())));
    }

    private static Optional<Revision> newest(There there) {
        var begun = there.claim().map(Claim::revision);
        return there.revision()
                .filter(revision -> begun.isEmpty() || revision.isNewerThan(begun.get()))
                .or(() -> begun);
    }

    private static boolean isOpen(There there) {
        return there.claim().filter(Claim::isOpen).isPresent();
    }

    /** Another page lies here. It gives way only to a node that knows it at least as well as whoever put it here. */
    private void refuseUnlessItMovedAway(String place, Revision other) {
        var asWeKnowIt = pages.apply(other.page());
        if (asWeKnowIt.isEmpty() || other.version() > asWeKnowIt.get().version()) {
            throw new PushException("Another page, " + other.page() + ", lies at /" + place + ". If it is another"
                    + " installation's, choose another place; if it is old, delete " + place + VERSION + " and " + place
                    + WRITING + " there.");
        }
    }

    /** What cannot be relied on to be what the books say; empty as long as another may be writing. */
    private Optional<Set<String>> doubtful(String place, There there) {
        var doubtful = new HashSet<String>();
        var own = doubts.get(place);
        if (own != null && ticker.getAsLong() - own.notBefore() >= 0) {
            doubtful.addAll(own.paths());
        }
        var claim = there.claim().filter(Claim::isOpen);
        if (claim.isEmpty()) {
            seen.remove(place);
            return Optional.of(doubtful);
        }
        if (!shelf.locks() && !claim.get().holder().equals(holder)) {
            if (!hasStoodStill(place, claim.get())) {
                return Optional.empty();
            }
            // Its last calls may still arrive after ours.
            doubt(place, claim.get().paths(), SECOND_COAT_AFTER.toNanos());
        }
        doubtful.addAll(claim.get().paths());
        return Optional.of(doubtful);
    }

    private boolean hasStoodStill(String place, Claim claim) {
        var before = seen.get(place);
        if (before == null || !before.claim().equals(claim)) {
            seen.put(place, new Seen(claim, ticker.getAsLong()));
            return false;
        }
        return ticker.getAsLong() - before.since() >= PATIENCE.toNanos();
    }

    private void doubt(String place, Set<String> paths, long afterNanos) {
        var all = new HashSet<>(paths);
        var before = doubts.get(place);
        if (before != null) {
            all.addAll(before.paths());
        }
        if (!all.isEmpty()) {
            doubts.put(place, new Doubt(all, ticker.getAsLong() + afterNanos));
        }
    }

    private Result write(
            PlacedPage placed, Revision mine, There there, Set<String> doubtful, BooleanSupplier overtaken) {
        var place = placed.place();
        var pieces = Layout.of(placed.snapshot());
        var ledger = ledger(place, there);
        var changed = pieces.stream()
                .filter(piece -> doubtful.contains(piece.path()) || !ledger.holds(piece.path(), piece.print()))
                .toList();
        if (ledger.isComplete()) {
            refuseForeign(place, ledger, doubtful, changed);
        }
        var gone = gone(ledger, pieces, doubtful);
        var version = there.version().map(Stored::tag).orElse(null);
        if (!changed.isEmpty() || !gone.isEmpty() || isOpen(there)) {
            var round = new Round(place, mine, ledger, gone);
            round.claim(changed, there.writing().map(Stored::tag).orElse(null));
            if (!round.write(changed, overtaken)) {
                known.remove(place);
                return Result.OVERTAKEN;
            }
        }
        if (there.revision().filter(mine::equals).isEmpty()
                && shelf.replace(place + VERSION, mine.json(), JSON, version).isEmpty()) {
            throw new LostClaimException(Set.of());
        }
        shelf.settle();
        var doubt = doubts.get(place);
        if (doubt != null && doubtful.containsAll(doubt.paths()) && ticker.getAsLong() - doubt.notBefore() >= 0) {
            doubts.remove(place);
        }
        known.put(place, new Known(mine, ledger));
        return Result.DONE;
    }

    /** As this worker left it, else as the target says; a damaged one counts for nothing, and everything is written anew. */
    private Ledger ledger(String place, There there) {
        var last = known.get(place);
        boolean untouched = last != null
                && there.revision().filter(last.revision()::equals).isPresent()
                && there.claim()
                        .filter(claim -> claim.holder().equals(holder) && !claim.isOpen())
                        .isPresent();
        if (untouched) {
            return last.ledger();
        }
        boolean isNew = there.version().isEmpty() && there.writing().isEmpty();
        return ledger(place).orElseGet(() -> new Ledger(isNew));
    }

    private Optional<Ledger> ledger(String place) {
        return shelf.read(place + FILES).flatMap(stored -> Ledger.parse(stored.bytes()));
    }

    private void refuseForeign(String place, Ledger ledger, Set<String> begun, List<Piece> changed) {
        changed.stream()
                .filter(piece -> !ledger.knows(piece.path()) && !begun.contains(piece.path()))
                .filter(piece -> shelf.holdsAnother(place + piece.path(), piece.document()))
                .findFirst()
                .ifPresent(piece -> {
                    throw new PushException(
                            "There is a file " + place + piece.path() + " that Herald has not written, and"
                                    + " it is left alone. Move it away, or choose another place for Herald.");
                });
    }

    /** What is to be deleted now; assets wait until nobody can hold a page that asks for them. */
    private Set<String> gone(Ledger ledger, List<Piece> pieces, Set<String> doubtful) {
        var now = clock.instant();
        var wanted = pieces.stream().map(Piece::path).collect(Collectors.toSet());
        var all = new HashSet<>(ledger.paths());
        all.addAll(doubtful);
        var gone = new HashSet<String>();
        for (var path : all) {
            if (wanted.contains(path)) {
                ledger.stays(path);
            } else if (!path.startsWith("assets/") || isOver(ledger.gone(path, now), now)) {
                gone.add(path);
            }
        }
        return gone;
    }

    private static boolean isOver(Instant since, Instant now) {
        return Duration.between(since, now).compareTo(ASSETS_STAY) >= 0;
    }

    /** One push under one claim. */
    private final class Round {

        private final String place;
        private final Ledger ledger;
        private final Set<String> gone;
        private Claim claim;
        private @Nullable String tag;

        Round(String place, Revision mine, Ledger ledger, Set<String> gone) {
            this.place = place;
            this.ledger = ledger;
            this.gone = gone;
            this.claim = new Claim(holder, mine, Set.of());
        }

        void claim(List<Piece> changed, @Nullable String before) {
            tag = before;
            say(left(changed));
            if (!shelf.locks()) {
                requireClaim(Set.of());
            }
        }

        /** False when something newer came before the archive was through. */
        boolean write(List<Piece> changed, BooleanSupplier overtaken) {
            var urgent = changed.stream()
                    .filter(piece -> piece.part() != Part.ARCHIVE)
                    .toList();
            inParallel(urgent, piece -> shelf.prepare(place, piece));
            Arrays.stream(Part.values())
                    .map(part -> urgent.stream()
                            .filter(piece -> piece.part() == part)
                            .toList())
                    .forEach(this::put);
            var archive = changed.stream()
                    .filter(piece -> piece.part() == Part.ARCHIVE)
                    .toList();
            for (int from = 0; from < archive.size(); from += CHUNK) {
                if (overtaken.getAsBoolean()) {
                    keepBooks(archive.subList(from, archive.size()));
                    return false;
                }
                var chunk = archive.subList(from, Math.min(from + CHUNK, archive.size()));
                inParallel(chunk, piece -> shelf.prepare(place, piece));
                put(chunk);
                var rest = archive.subList(from + chunk.size(), archive.size());
                if (!rest.isEmpty()) {
                    keepBooks(rest);
                }
            }
            if (!gone.isEmpty()) {
                requireClaim(Set.of());
                inParallel(gone, path -> {
                    shelf.delete(place, path);
                    ledger.deleted(path);
                });
                gone.clear();
            }
            keepBooks(List.of());
            return true;
        }

        private void put(List<Piece> pieces) {
            if (pieces.isEmpty()) {
                return;
            }
            requireClaim(Set.of());
            inParallel(pieces, piece -> {
                shelf.put(place, piece);
                ledger.written(piece.path(), piece.print());
            });
            requireClaim(pieces.stream().map(Piece::path).collect(Collectors.toSet()));
        }

        /** The list first: what the claim no longer names must be in it. */
        private void keepBooks(List<Piece> rest) {
            shelf.settle();
            shelf.write(place + FILES, ledger.bytes(), BOOK);
            say(left(rest));
        }

        private Set<String> left(List<Piece> pieces) {
            var left = new LinkedHashSet<String>();
            pieces.forEach(piece -> left.add(piece.path()));
            left.addAll(gone);
            return left;
        }

        private void say(Set<String> paths) {
            claim = claim.with(paths);
            tag = shelf.replace(place + WRITING, claim.bytes(), BOOK, tag)
                    .orElseThrow(() -> new LostClaimException(Set.of()));
        }

        /** @param written what another's writing may have come between */
        private void requireClaim(Set<String> written) {
            if (shelf.locks()) {
                return;
            }
            var now = shelf.read(place + WRITING);
            if (now.isEmpty() || !Arrays.equals(now.get().bytes(), claim.bytes())) {
                throw new LostClaimException(written);
            }
        }
    }

    private <T> void inParallel(Iterable<T> all, Consumer<T> work) {
        var failed = new AtomicBoolean();
        var running = new ArrayList<Future<?>>();
        for (var one : all) {
            running.add(writers.submit(() -> {
                if (!failed.get()) {
                    try {
                        work.accept(one);
                    } catch (RuntimeException failure) {
                        failed.set(true);
                        throw failure;
                    }
                }
            }));
        }
        RuntimeException failure = null;
        for (var one : running) {
            try {
                one.get();
            } catch (ExecutionException failing) {
                failure = failing.getCause() instanceof PushException known
                        ? known
                        : new PushException(failing.getCause() + ".", failing);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new PushException("Herald is stopping.", interrupted);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Another has taken the writing over, or was faster. */
    private static final class LostClaimException extends RuntimeException {

        private final transient Set<String> paths;

        LostClaimException(Set<String> paths) {
            super("Another node writes", null, false, false);
            this.paths = paths;
        }
    }
}
