package herald.channel.x;

import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.TwitterTextParser;
import herald.channel.Fitted;
import herald.channel.Fitting;
import herald.channel.Measure;
import herald.channel.Words;
import java.net.URI;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Words as X takes and counts them: 280 units, of which Hangul and emoji take two, most other letters one, an address 23. */
final class XText {

    static final int LIMIT = 280;

    /** twitter-text searches addresses in cubic time where there are many dots: it is not shown what can never fit. */
    private static final int MOST_LOOKED_AT = 1_000;

    private static final int ADDRESS = TwitterTextParser.TWITTER_TEXT_DEFAULT_CONFIG.getTransformedURLLength();

    /**
     * Controls but the line feed, non-characters, the byte order mark, and halves of surrogate pairs; and what turns the direction of
     * all text after it, our own words too.
     */
    private static final Pattern NOT_TAKEN = Pattern.compile(
            "[\\p{Cc}\\x{FFFE}\\x{FFFF}\\x{FEFF}\\p{Cs}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}&&[^\\n]]");

    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private static final Fitting PARTS = new Fitting("X", new Measure() {
        @Override
        public int weigh(String text) {
            return text.length() > MOST_LOOKED_AT ? LIMIT + 2 * text.length() : weight(text);
        }

        @Override
        public int limit() {
            return LIMIT;
        }
    });

    private XText() {}

    /** A row of posts where one is too short; one that is cut where X would find an address at a seam and count it as one. */
    static List<Fitted> split(Words words) {
        var parts = PARTS.split(words);
        return parts.size() > 1 && parts.stream().allMatch(part -> part.weight() <= LIMIT)
                ? parts
                : List.of(fit(words));
    }

    static Fitted fit(Words words) {
        var problems = new ArrayList<String>();
        var text = cleaned(words.text(), problems);
        if (text.isEmpty()) {
            problems.add("The text is empty: there is nothing to post.");
        }
        var tail = tail(words.link(), text, problems);
        if (text.length() <= MOST_LOOKED_AT && weight(text + tail) <= LIMIT) {
            return new Fitted(text + tail, weight(text + tail), LIMIT, false, List.copyOf(problems));
        }
        var fitted = cut(text, tail);
        problems.add("The text is cut to fit: X takes " + LIMIT + " units. Say the most important thing first.");
        return new Fitted(fitted, weight(fitted), LIMIT, true, List.copyOf(problems));
    }

    static int weight(String text) {
        return TwitterTextParser.parseTweet(text).weightedLength;
    }

    private static String cleaned(String text, List<String> problems) {
        var lines = text.replace("\r\n", "\n").replace('\r', '\n').replace('\t', ' ');
        var clean = NOT_TAKEN.matcher(lines).replaceAll("");
        if (clean.length() < lines.length()) {
            problems.add("Characters that X does not take were left out.");
        }
        return Normalizer.normalize(clean, Normalizer.Form.NFC).strip();
    }

    private static String tail(Optional<URI> link, String text, List<String> problems) {
        var address = link.map(URI::toASCIIString).orElse("");
        if (address.isEmpty()) {
            return "";
        }
        if (address.length() > MOST_LOOKED_AT || weight(address) > LIMIT / 2) {
            problems.add("The link is left out: it is too long for X.");
            return "";
        }
        return text.isEmpty() ? address : "\n" + address;
    }

    private static String cut(String text, String tail) {
        var head = head(text);
        var addresses = new Extractor().extractURLsWithIndices(head);
        var ends = ends(head, head.length() < text.length(), addresses);
        var rest = LIMIT - weight("…" + tail);
        // Weight grows with the end: the first that is too much is found by halving.
        var low = 0;
        var high = ends.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (weight(head, ends.get(middle), addresses) <= rest) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        var last = low == 0 ? 0 : ends.get(low - 1);
        return ended(head.substring(0, atWord(head, last, ends)), addresses) + tail;
    }

    private static String head(String text) {
        if (text.length() <= MOST_LOOKED_AT) {
            return text;
        }
        return text.substring(0, MOST_LOOKED_AT - (Character.isHighSurrogate(text.charAt(MOST_LOOKED_AT - 1)) ? 1 : 0));
    }

    /** Where {@code text} may end: between graphemes, outside addresses; not at its very end where that is a cut itself. */
    private static List<Integer> ends(String text, boolean cut, List<Extractor.Entity> addresses) {
        return GRAPHEME.matcher(text)
                .results()
                .map(MatchResult::end)
                .filter(end -> !cut || end < text.length())
                .filter(end ->
                        addresses.stream().noneMatch(address -> address.getStart() < end && end < address.getEnd()))
                .toList();
    }

    /** What {@code text} weighs up to {@code end}, with the space that {@link #ended} puts after an address. */
    private static int weight(String text, int end, List<Extractor.Entity> addresses) {
        // The parser takes blank text for none, whatever its length: one letter more keeps it from that.
        var plain = new StringBuilder("x");
        var from = 0;
        var inside =
                addresses.stream().filter(address -> address.getEnd() <= end).toList();
        for (var address : inside) {
            plain.append(text, from, address.getStart());
            from = address.getEnd();
        }
        plain.append(text, from, end);
        var space = from == end ? 1 : 0;
        return TwitterTextParser.parseTweetWithoutUrlExtraction(plain.toString()).weightedLength
                - 1
                + inside.size() * ADDRESS
                + space;
    }

    /** Back to the space before, unless that gives up half of the text, as it may where nobody puts spaces. */
    private static int atWord(String text, int end, List<Integer> ends) {
        if (end == text.length() || end == 0 || Character.isWhitespace(text.charAt(end))) {
            return end;
        }
        var space = end;
        while (space > end / 2 && !Character.isWhitespace(text.charAt(space - 1))) {
            space--;
        }
        return space > end / 2 && ends.contains(space) ? space : end;
    }

    /** A space keeps the dots out of an address at the very end. */
    private static String ended(String text, List<Extractor.Entity> addresses) {
        var bare = text.stripTrailing();
        return bare + (addresses.stream().anyMatch(address -> address.getEnd() == bare.length()) ? " …" : "…");
    }
}
