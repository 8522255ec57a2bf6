package herald.channel.bluesky;

import static java.nio.charset.StandardCharsets.UTF_8;

import herald.channel.Measure;

/** A post takes 300 letters as readers see them and 3,000 bytes: ten bytes weigh as much as a letter, and the heavier count holds. */
final class BlueskyMeasure implements Measure {

    private static final int LETTERS = 300;
    private static final int BYTES_PER_LETTER = 10;

    @Override
    public int weigh(String text) {
        int bytes = text.getBytes(UTF_8).length;
        return Math.max(Measure.graphemes(LETTERS).weigh(text), (bytes + BYTES_PER_LETTER - 1) / BYTES_PER_LETTER);
    }

    @Override
    public int limit() {
        return LETTERS;
    }
}
