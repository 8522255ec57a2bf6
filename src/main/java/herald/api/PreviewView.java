package herald.api;

import herald.delivery.Preview;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/**
 * What one target would be told.
 *
 * @param weight in the far side's unit, as is {@code limit}
 * @param text the first post, whole where it is the only one
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
        List<Part> parts,
        int threadPosition,
        @Nullable Cost estimatedCost,
        List<String> problems) {

    /** What the far side will charge; the amount as a decimal, such as {@code 0.20}. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Cost(String amount, String currency) {}

    /** One post of those that the words are split over. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Part(String text, int weight) {}

    static PreviewView of(Preview preview) {
        var target = preview.target();
        var first = preview.parts().getFirst();
        return new PreviewView(
                target.code(),
                target.channel(),
                target.name(),
                first.text(),
                first.weight(),
                first.limit(),
                first.cut(),
                preview.parts().stream()
                        .map(part -> new Part(part.text(), part.weight()))
                        .toList(),
                preview.place(),
                preview.price()
                        .map(price -> new Cost(price.amount().toPlainString(), price.currency()))
                        .orElse(null),
                preview.problems());
    }
}
