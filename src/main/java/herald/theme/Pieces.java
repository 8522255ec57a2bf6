package herald.theme;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Pieces of a page that were made before and stay in this process while a worker makes the page around them: there each is one word
 * that nobody can guess, and afterwards it stands in that word's place. Ninety days of bars are most of a page and change once a day.
 */
final class Pieces {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<String> pieces = new ArrayList<>();
    private final String word;

    Pieces() {
        var bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        // Letters and digits only: nothing that escapes, sanitises or measures changes them.
        word = "piece" + HexFormat.of().formatHex(bytes) + "n";
    }

    /** The word that stands for {@code fragment}. */
    String keep(Fragment fragment) {
        pieces.add(fragment.markup());
        return word + (pieces.size() - 1) + "x";
    }

    /**
     * {@code page} with its pieces.
     *
     * @param template that made it
     * @throws ThemeException when that is more than a page may hold
     */
    String restored(String page, String template) {
        int at = page.indexOf(word);
        if (at < 0) {
            return page;
        }
        var whole = new StringBuilder(
                page.length() + pieces.stream().mapToInt(String::length).sum());
        int from = 0;
        while (at >= 0) {
            whole.append(page, from, at);
            int end = page.indexOf('x', at + word.length());
            var piece = pieceAt(page, at + word.length(), end);
            if (whole.length() + piece.length() > CappedWriter.LARGEST_PAGE) {
                throw new ThemeException(
                        template, 0, "the page is larger than " + CappedWriter.LARGEST_PAGE + " characters", null);
            }
            whole.append(piece);
            from = piece.isEmpty() ? at + word.length() : end + 1;
            at = page.indexOf(word, from);
        }
        return whole.append(page, from, page.length()).toString();
    }

    /** Nothing where a template has taken the word apart. */
    private String pieceAt(String page, int start, int end) {
        if (end < 0 || end - start > 6 || !page.substring(start, end).matches("\\d+")) {
            return "";
        }
        int number = Integer.parseInt(page.substring(start, end));
        return number < pieces.size() ? pieces.get(number) : "";
    }
}
