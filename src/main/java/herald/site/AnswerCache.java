package herald.site;

import herald.publish.Document;
import herald.publish.PageSnapshot;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers ready to be sent, of the documents that are asked for. It holds so many bytes and no more: what nobody has asked for since
 * the last round makes room first, so that a crawl through thousands of old incidents does not push out the front page.
 */
@Singleton
class AnswerCache {

    private final long most;
    private final Map<String, Map<String, Answer>> pages = new ConcurrentHashMap<>();
    /** With the key of each; the next to make room first. Guards {@link #held}. */
    private final LinkedHashMap<Answer, Integer> round = new LinkedHashMap<>();

    private long held;

    AnswerCache(SiteSettings settings) {
        this.most = settings.readyBytes();
    }

    /** What stands at {@code path}; null for nothing. */
    @Nullable
    @SuppressWarnings("ReferenceEquality") // the very snapshot: comparing all of its documents would take a while
    Answer answer(PageSnapshot page, String path) {
        var answers = answersOf(page);
        var ready = answers.get(path);
        if (ready != null && ready.page == page) {
            return ready;
        }
        var document = path.charAt(0) == '/' ? page.documents().get(path) : null;
        return document == null ? null : placed(answers, page, path, 200, path, document);
    }

    /** What stands at an address that leads nowhere. */
    Answer notFound(PageSnapshot page, String path) {
        var document = page.notFound(path);
        return placed(answersOf(page), page, document.hash(), 404, "", document);
    }

    /** Whether something of this size may have a place at all. */
    boolean holds(int size) {
        return size <= most / 8;
    }

    /** {@code answer} has grown by {@code size} bytes. */
    void grew(Answer answer, int size) {
        synchronized (round) {
            if (answer.isTakenDown()) {
                return;
            }
            round.merge(answer, size, Integer::sum);
            held += size;
            for (int tries = 2 * round.size(); held > most && tries > 0; tries--) {
                var oldest = round.pollFirstEntry();
                if (oldest.getKey().wanted) {
                    oldest.getKey().wanted = false;
                    round.put(oldest.getKey(), oldest.getValue());
                } else {
                    held -= oldest.getValue();
                    remove(oldest.getKey());
                }
            }
        }
    }

    /** Lets go of what {@code page} no longer has. */
    void keepOnly(PageSnapshot page) {
        answersOf(page).forEach((path, answer) -> {
            var document = page.documents().get(path);
            if (document != null && answer.is(document)) {
                answer.page = page;
            } else {
                takeDown(answer);
            }
        });
    }

    /** How many bytes it holds. */
    long held() {
        synchronized (round) {
            return held;
        }
    }

    private Map<String, Answer> answersOf(PageSnapshot page) {
        var answers = pages.get(page.pageCode());
        return answers == null ? pages.computeIfAbsent(page.pageCode(), _ -> new ConcurrentHashMap<>()) : answers;
    }

    private Answer placed(
            Map<String, Answer> answers, PageSnapshot page, String key, int status, String path, Document document) {
        var ready = answers.get(key);
        if (ready != null && ready.is(document)) {
            ready.page = page;
            return ready;
        }
        var fresh =
                Answer.of(status, Headers.of(document, path, document.caching().header()), document, this);
        fresh.page = page;
        fresh.place = new Answer.Place(answers, key);
        var before = answers.put(key, fresh);
        if (before != null) {
            takeDown(before);
        }
        return fresh;
    }

    private void takeDown(Answer answer) {
        synchronized (round) {
            var size = round.remove(answer);
            held -= size == null ? 0 : size;
            remove(answer);
        }
    }

    private void remove(Answer answer) {
        var place = answer.place;
        if (place != null) {
            place.answers().remove(place.key(), answer);
        }
        answer.takeDown();
    }
}
