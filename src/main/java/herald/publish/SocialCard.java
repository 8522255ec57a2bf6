package herald.publish;

import com.pngencoder.PngEncoder;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.Deflater;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One picture of 1200 by 630, drawn with the JDK alone: words are only ever drawn, so no title can become markup, and the JDK breaks
 * lines of every script and finds a font for each character. On a machine without fonts the picture has the shape and the colour,
 * and no words.
 *
 * @param head beside the state's shape
 * @param title in large letters, on up to three lines
 * @param foot empty for nothing
 */
record SocialCard(Mark mark, String head, String title, String foot, String time) {

    static {
        // Before AWT is first touched: a server has no screen, even where its operator has one.
        System.setProperty("java.awt.headless", "true");
    }

    private static final Logger LOG = LoggerFactory.getLogger(SocialCard.class);
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 630;
    private static final int MARGIN = 72;
    private static final int BAND = 168;
    private static final int MARK_SIZE = 88;
    private static final int MOST_LINES = 3;

    /** More than three lines hold in any script. */
    private static final int LONGEST_TEXT = 200;

    private static final Color PAPER = Color.WHITE;
    private static final Color INK = new Color(0x1c211e);
    private static final Color MUTED = new Color(0x5b635e);

    byte[] png() {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            ground(canvas);
            words(canvas);
        } finally {
            canvas.dispose();
        }
        return encoded(image);
    }

    private void ground(Graphics2D canvas) {
        var colour = Color.decode(mark.colour());
        canvas.setColor(PAPER);
        canvas.fillRect(0, 0, WIDTH, HEIGHT);
        canvas.setColor(colour);
        canvas.fillRect(0, 0, WIDTH, BAND);
        var square = (Graphics2D) canvas.create(MARGIN, (BAND - MARK_SIZE) / 2, MARK_SIZE, MARK_SIZE);
        square.scale((double) MARK_SIZE / Mark.SIZE, (double) MARK_SIZE / Mark.SIZE);
        square.setColor(PAPER);
        square.fill(mark.ground());
        square.setColor(colour);
        square.setStroke(new BasicStroke((float) Mark.LINE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        square.draw(mark.sign());
        square.dispose();
    }

    private void words(Graphics2D canvas) {
        try {
            int beside = MARGIN + MARK_SIZE + 32;
            write(canvas, head, PAPER, Font.BOLD, 50, beside, BAND / 2 + 18, 1);
            write(canvas, title, INK, Font.BOLD, 66, MARGIN, BAND + 108, MOST_LINES);
            write(canvas, foot, INK, Font.BOLD, 34, MARGIN, HEIGHT - 104, 1);
            write(canvas, time, MUTED, Font.PLAIN, 32, MARGIN, HEIGHT - 54, 1);
        } catch (RuntimeException | InternalError | LinkageError noFonts) {
            if (SAID.compareAndSet(false, true)) {
                LOG.warn(
                        "Pictures for social posts have no words, because this machine has no fonts ({}). Install"
                                + " some, such as Debian's fonts-dejavu-core and fonts-noto-cjk.",
                        noFonts.toString());
            }
        }
    }

    /** @param baseline of the first line */
    private static void write(
            Graphics2D canvas, String words, Color colour, int style, int size, int left, int baseline, int mostLines) {
        int width = WIDTH - MARGIN - left;
        int y = baseline;
        canvas.setColor(colour);
        for (var line : lines(canvas, words, new Font(Font.SANS_SERIF, style, size), width, mostLines)) {
            line.draw(canvas, line.isLeftToRight() ? left : left + width - line.getAdvance(), y);
            y += Math.round(size * 1.25f);
        }
    }

    private static List<TextLayout> lines(Graphics2D canvas, String words, Font font, int width, int most) {
        var text = drawable(words, font);
        var lines = new ArrayList<TextLayout>();
        if (text.isEmpty()) {
            return lines;
        }
        var context = canvas.getFontRenderContext();
        var breaker = new LineBreakMeasurer(attributed(text, font).getIterator(), context);
        while (lines.size() < most && breaker.getPosition() < text.length()) {
            int from = breaker.getPosition();
            int fits = breaker.nextOffset(width);
            boolean isCut = lines.size() == most - 1 && fits < text.length();
            int end = isCut ? text.length() : endOfWord(text, from, fits);
            var line = breaker.nextLayout(width, end, false);
            lines.add(isCut ? ended(canvas, text.substring(from, fits), font, width) : line);
        }
        return lines;
    }

    /** Korean may be broken between any two syllables, but reads better when it is not. */
    private static int endOfWord(String text, int from, int fits) {
        int afterSpace = text.lastIndexOf(' ', fits - 1) + 1;
        return fits < text.length() && afterSpace - from > (fits - from) / 2 ? afterSpace : fits;
    }

    /** As much of {@code text} as leaves room for the mark that there is more. */
    private static TextLayout ended(Graphics2D canvas, String text, Font font, int width) {
        var context = canvas.getFontRenderContext();
        for (int end = text.length(); ; end = text.offsetByCodePoints(end, -1)) {
            var shorter = text.substring(0, end).stripTrailing() + "…";
            var line = new TextLayout(attributed(shorter, font).getIterator(), context);
            if (line.getAdvance() <= width || end == 0) {
                return line;
            }
        }
    }

    private static AttributedString attributed(String text, Font font) {
        var attributed = new AttributedString(text);
        attributed.addAttribute(TextAttribute.FONT, font);
        return attributed;
    }

    /** On one line, and without what no font here can draw: a missing character says less than a box. */
    private static String drawable(String words, Font font) {
        var drawable = new StringBuilder();
        words.codePoints()
                .limit(LONGEST_TEXT)
                .map(c -> Character.isWhitespace(c) ? ' ' : c)
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .filter(font::canDisplay)
                .forEach(drawable::appendCodePoint);
        return drawable.toString().strip();
    }

    /** Quickly rather than small: somebody may wait for the processor. */
    private static byte[] encoded(BufferedImage image) {
        return new PngEncoder()
                .withBufferedImage(image)
                .withCompressionLevel(Deflater.BEST_SPEED)
                .withMultiThreadedCompressionEnabled(false)
                .toBytes();
    }
}
