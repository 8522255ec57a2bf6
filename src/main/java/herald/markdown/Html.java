package herald.markdown;

/** HTML that has been through the sanitiser; only {@link Markdown} makes it, so a template may print it as it is. */
public final class Html {
    public static final Html EMPTY = new Html("");

    private final String value;

    Html(String value) {
        this.value = value;
    }

    public String value() {
        return value;
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Html html && html.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
