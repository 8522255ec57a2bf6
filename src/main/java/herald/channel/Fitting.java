package herald.channel;

import java.net.URI;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Makes words fit a far side: cut with their link, or split over numbered posts. Never cuts a letter, a word that has a gap, or an address. */
public final class Fitting {

    /** A longer text is cut whatever the far side's limit: nobody reads on. */
    private static final int MOST_CHARACTERS = 50_000;

    private static final int MOST_PARTS = 25;

    private static final Pattern ADDRESS = Pattern.compile("(?i)\\bhttps?://\\S+");

    /** Controls but the line feed, non-characters, halves of pairs, and what turns the direction of all text after it. */
    private static final Pattern NOT_TAKEN = Pattern.compile(
            "[\\p{Cc}\\x{FFFE}\\x{FFFF}\\x{FEFF}\\p{Cs}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}&&[^\\n]]");

    private static final Pattern SENTENCE = Pattern.compile("[.!?。！？…][\"'”’)]*(?=\\s)|\\n");

    private final String farSide;
    private final Measure measure;

    /** @param farSide its name, as staff read it */
    public Fitting(String farSide, Measure measure) {
        this.farSide = farSide;
        this.measure = measure;
    }

    /** One post; what does not fit is left out, the link stays. */
    public Fitted cut(Words words) {
        var problems = new ArrayList<String>();
        var text = clean(words.text(), problems);
        var tail = tail(words, text, problems);
        if (text.length() <= MOST_CHARACTERS && measure.weigh(text + tail) <= measure.limit()) {
            return fitted(text + tail, false, problems);
        }
        problems.add("The text is cut to fit: " + farSide + " takes " + measure.limit()
                + " characters. Say the most important thing first.");
        int end = fill(text, "…" + tail);
        return fitted(text.substring(0, end).stripTrailing() + "…" + tail, true, problems);
    }

    /** A title or a name: the text alone, cut where it is too long. */
    public String shortened(String text) {
        return cut(new Words(text, Optional.empty(), "")).text();
    }

    /** As many posts as it takes, each with its number; one without where one is enough. The link stands in the first. */
    public List<Fitted> split(Words words) {
        var problems = new ArrayList<String>();
        var text = clean(words.text(), problems);
        var tail = tail(words, text, problems);
        if (text.length() > MOST_CHARACTERS) {
            return List.of(cut(words));
        }
        if (measure.weigh(text + tail) <= measure.limit()) {
            return List.of(fitted(text + tail, false, problems));
        }
        // How many there are is known once they are cut; what a number weighs hangs on its digits alone.
        for (int most : List.of(9, MOST_PARTS)) {
            int parts = inParts(text, tail, most).size();
            var posts = parts <= most ? inParts(text, tail, parts) : List.<String>of();
            if (posts.size() == parts) {
                return IntStream.range(0, parts)
                        .mapToObj(part -> fitted(posts.get(part), false, part == 0 ? problems : List.of()))
                        .toList();
            }
        }
        return List.of(cut(words));
    }

    /** At most {@code parts} and one more, which says that there is no room in so few. */
    private List<String> inParts(String text, String tail, int parts) {
        var posts = new ArrayList<String>();
        var rest = text;
        for (int part = 1; !rest.isEmpty() && posts.size() <= parts; part++) {
            var end = " (" + part + "/" + parts + ")" + (part == 1 ? tail : "");
            int cut = measure.weigh(rest + end) <= measure.limit() ? rest.length() : fill(rest, end);
            posts.add(rest.substring(0, cut).stripTrailing() + end);
            rest = rest.substring(cut).strip();
        }
        return posts;
    }

    /** How much of {@code text} fits before {@code tail}, ending where a reader would end. */
    private int fill(String text, String tail) {
        var addresses = ADDRESS.matcher(text).results().toList();
        var ends = Measure.GRAPHEME
                .matcher(text)
                .results()
                .map(MatchResult::end)
                .filter(end -> addresses.stream().noneMatch(address -> address.start() < end && end < address.end()))
                .toList();
        int low = 0;
        int high = ends.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (measure.weigh(text.substring(0, ends.get(middle)).stripTrailing() + tail) <= measure.limit()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int last = low == 0 ? 0 : ends.get(low - 1);
        if (last == text.length()) {
            return last;
        }
        int sentence = SENTENCE.matcher(text)
                .region(0, last)
                .useTransparentBounds(true)
                .results()
                .mapToInt(MatchResult::end)
                .max()
                .orElse(0);
        if (sentence > last * 2 / 3) {
            return sentence;
        }
        return atWord(text, last, ends);
    }

    /** Back to the gap before, unless that gives up half of the text, as it may where nobody puts gaps. */
    private static int atWord(String text, int end, List<Integer> ends) {
        if (end == 0 || Character.isWhitespace(text.charAt(end))) {
            return end;
        }
        int gap = end;
        while (gap > end / 2 && !Character.isWhitespace(text.charAt(gap - 1))) {
            gap--;
        }
        return gap > end / 2 && ends.contains(gap) ? gap : end;
    }

    private String clean(String text, List<String> problems) {
        var lines = text.replace("\r\n", "\n").replace('\r', '\n').replace('\t', ' ');
        var clean = NOT_TAKEN.matcher(lines).replaceAll("");
        if (clean.length() < lines.length()) {
            problems.add("Characters that " + farSide + " does not take were left out.");
        }
        var normal = Normalizer.normalize(clean, Normalizer.Form.NFC).strip();
        if (normal.isEmpty()) {
            problems.add("The text is empty: there is nothing to post.");
        }
        return normal;
    }

    private String tail(Words words, String text, List<String> problems) {
        var address = words.link().map(URI::toASCIIString).orElse("");
        if (address.isEmpty()) {
            return "";
        }
        if (measure.weigh(address) > measure.limit() / 2) {
            problems.add("The link is left out: it is too long for " + farSide + ".");
            return "";
        }
        return text.isEmpty() ? address : "\n" + address;
    }

    private Fitted fitted(String text, boolean cut, List<String> problems) {
        return new Fitted(text, measure.weigh(text), measure.limit(), cut, List.copyOf(problems));
    }
}
