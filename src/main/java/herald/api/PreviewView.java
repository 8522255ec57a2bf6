package herald.api;

import herald.delivery.Preview;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/**
 * What one target would be told.
 *
 * @param weight in the far side's unit, as is {@code limit}
 * @param cut whether words were left out
 * @param problems what to know before posting; empty when all is well
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record PreviewView(
        String targetId,
        String channel,
        String name,
        String text,
        int weight,
        int limit,
        boolean cut,
        List<String> problems) {

    static PreviewView of(Preview preview) {
        var target = preview.target();
        return new PreviewView(
                target.code(),
                target.channel(),
                target.name(),
                preview.text(),
                preview.weight(),
                preview.limit(),
                preview.cut(),
                preview.problems());
    }
}
