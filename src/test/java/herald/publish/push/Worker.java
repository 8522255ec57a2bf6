package herald.publish.push;

import herald.publish.Document;
import herald.publish.PageSnapshot;
import herald.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One node's worker for a target, moved by hand, that remembers what it has written. */
final class Worker implements AutoCloseable {

    final List<String> puts = new CopyOnWriteArrayList<>();
    final List<String> deletes = new CopyOnWriteArrayList<>();
    final SettableClock clock = new SettableClock();
    final AtomicLong ticks = new AtomicLong();
    private final Shelf shelf;
    private final ExecutorService writers = Executors.newFixedThreadPool(8);
    private final PushTarget target;
    private List<PlacedPage> placedPages = List.of();
    private Consumer<String> beforePut = path -> {};

    Worker(Shelf shelf) {
        this.shelf = shelf;
        clock.stopAt(Copies.NIGHT);
        target = new PushTarget(new Recording(), () -> placedPages, writers, clock, ticks::get);
    }

    /** Runs {@code action} before each file that is put. */
    Worker before(Consumer<String> action) {
        beforePut = action;
        return this;
    }

    /** Pushes these, the first at the root; answers what was put, in order. */
    List<String> push(PageSnapshot... pages) {
        shows(pages);
        return round();
    }

    void shows(PageSnapshot... pages) {
        var all = new ArrayList<PlacedPage>();
        for (var page : pages) {
            all.add(new PlacedPage(all.isEmpty() ? "" : page.domain() + "/", page));
        }
        placedPages = all;
    }

    List<String> round() {
        puts.clear();
        deletes.clear();
        target.round();
        return List.copyOf(puts);
    }

    void later(Duration length) {
        ticks.addAndGet(length.toNanos());
        clock.advance(length);
    }

    Optional<String> trouble() {
        return target.trouble();
    }

    @Override
    public void close() {
        writers.shutdown();
        shelf.close();
    }

    private final class Recording implements Shelf {

        @Override
        public String name() {
            return shelf.name();
        }

        @Override
        public void check() {
            shelf.check();
        }

        @Override
        public Optional<Lock> lock(String place) {
            return shelf.lock(place);
        }

        @Override
        public boolean locks() {
            return shelf.locks();
        }

        @Override
        public Optional<Stored> read(String path) {
            return shelf.read(path);
        }

        @Override
        public void write(String path, byte[] bytes, String contentType) {
            shelf.write(path, bytes, contentType);
        }

        @Override
        public Optional<String> replace(String path, byte[] bytes, String contentType, String tag) {
            return shelf.replace(path, bytes, contentType, tag);
        }

        @Override
        public boolean holdsAnother(String path, Document document) {
            return shelf.holdsAnother(path, document);
        }

        @Override
        public void prepare(String place, Piece piece) {
            shelf.prepare(place, piece);
        }

        @Override
        public void put(String place, Piece piece) {
            beforePut.accept(place + piece.path());
            shelf.put(place, piece);
            puts.add(place + piece.path());
        }

        @Override
        public void delete(String place, String path) {
            shelf.delete(place, path);
            deletes.add(place + path);
        }

        @Override
        public void settle() {
            shelf.settle();
        }

        @Override
        public void close() {
            shelf.close();
        }
    }
}
