package herald.channel;

/** A far side's own words in a reason for staff. */
public final class Quote {

    private static final int LONGEST = 200;

    private Quote() {}

    /** Such as {@code  Slack says: “msg_too_long”}, with a blank before it, cut short; empty when it gave no words. */
    public static String of(String farSide, String words) {
        var line = words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (line.isEmpty()) {
            return "";
        }
        return " " + farSide + " says: “" + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line) + "”";
    }
}
