package herald.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RenderingTest {

    private final AtomicInteger made = new AtomicInteger();

    @Test
    void piecesOutlastTheRoundsThatMakeWhatWasPutOff() {
        var first = new Rendering(Rendering.nothing(), Duration.ZERO, () -> false);
        bars(first);
        var news = Rendering.ofNews(first);
        var rest = Rendering.ofRest(news, Duration.ZERO, () -> false);
        rest = Rendering.ofRest(rest, Duration.ZERO, () -> false);
        bars(Rendering.ofNews(rest));
        assertEquals(1, made.get());
    }

    @Test
    void aPieceThatAWholeRoundDoesNotAskForIsForgotten() {
        var first = new Rendering(Rendering.nothing(), Duration.ZERO, () -> false);
        bars(first);
        var whole = new Rendering(first, Duration.ZERO, () -> false);
        bars(new Rendering(whole, Duration.ZERO, () -> false));
        assertEquals(2, made.get());
    }

    private void bars(Rendering rendering) {
        rendering.piece("bars", "inputs", made::incrementAndGet);
    }
}
