package herald.theme;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Renders in workers that are kept warm; as many as there are processors, at most two. */
final class Workers {

    /** For the pages that readers see. */
    static final Workers OF_PAGES = new Workers(Math.min(2, Runtime.getRuntime().availableProcessors()));

    /** For themes that are being tried out: what they do keeps no page waiting. */
    static final Workers OF_TRIALS = new Workers(1);

    private final Semaphore places;

    /** The one used last comes first: it is the warmest. */
    private final Deque<Worker> idle = new ArrayDeque<>();

    /** Themes rendered in this process, by their hash; there are as many as came with Herald. */
    private final Map<String, LoadedTheme> here = new ConcurrentHashMap<>();

    private Workers(int most) {
        this.places = new Semaphore(most, true);
    }

    /**
     * The page. Where no worker can be had, themes of our own are rendered in this process: readers must hear of an incident also on a
     * machine that lets nothing be started.
     *
     * @throws ThemeException when the template fails
     */
    String render(ThemeFiles theme, String template, String language, Map<String, ?> model) {
        var pieces = new Pieces();
        var view = PlainWriter.written(model, pieces);
        return pieces.restored(render(theme, template, language, view), template);
    }

    private String render(ThemeFiles theme, String template, String language, byte[] view) {
        places.acquireUninterruptibly();
        try {
            return renderTwice(theme, template, language, view);
        } catch (Worker.LostException lost) {
            if (theme.isOurs()) {
                return here.computeIfAbsent(theme.hash(), _ -> new LoadedTheme(theme::text, theme::merged))
                        .render(template, language, PlainReader.read(view));
            }
            throw new ThemeException(template, 0, lost.getMessage(), lost);
        } finally {
            places.release();
        }
    }

    private String renderTwice(ThemeFiles theme, String template, String language, byte[] view)
            throws Worker.LostException {
        try {
            return renderOnce(theme, template, language, view);
        } catch (Worker.LostException lost) {
            return renderOnce(theme, template, language, view);
        }
    }

    private String renderOnce(ThemeFiles theme, String template, String language, byte[] view)
            throws Worker.LostException {
        var worker = take();
        try {
            return worker.render(theme, template, language, view);
        } finally {
            giveBack(worker);
        }
    }

    private Worker take() throws Worker.LostException {
        synchronized (idle) {
            for (var worker = idle.pollFirst(); worker != null; worker = idle.pollFirst()) {
                if (worker.isAlive()) {
                    return worker;
                }
            }
        }
        return Worker.start();
    }

    private void giveBack(Worker worker) {
        if (worker.isAlive()) {
            synchronized (idle) {
                idle.addFirst(worker);
            }
        }
    }
}
