package herald.staff;

/**
 * Who does something.
 *
 * @param name as the record shows it: a person's name and address, or the name of an API key
 * @param language BCP 47, what this actor reads
 */
public record Actor(Kind kind, String code, String name, String language) {

    /** Herald itself, on its first start. */
    public static final Actor HERALD = new Actor(Kind.HERALD, "herald", "Herald", "en");

    /** What sort of actor. */
    public enum Kind {
        STAFF,
        API_KEY,
        HERALD
    }
}
