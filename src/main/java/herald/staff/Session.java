package herald.staff;

/** A person who is signed in, and the token that must come back with every form of theirs. */
public record Session(Staff staff, String csrfToken) {

    public Actor actor() {
        return staff.actor();
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Session[" + staff + "]";
    }
}
