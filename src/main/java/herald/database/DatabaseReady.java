package herald.database;

/** The database has answered and has the shape this version needs; published once, by the start. */
public record DatabaseReady() {}
