package herald.testing;

/** Something that goes wrong with one mail, or with the connection it would have come over. */
public enum SmtpFault {
    /** Nothing does. */
    NONE,
    /** The server greets with 421 and hangs up. */
    BUSY,
    /** The server accepts the connection and says nothing. */
    SILENT,
    /** 451 to RCPT, as greylisting says to whomever it does not know. */
    GREYLIST,
    /** 550 to RCPT: no such mailbox. */
    REFUSE_RECIPIENT,
    /** 550 to MAIL: not from this sender. */
    REFUSE_SENDER,
    /** 452 after the final dot. */
    DEFER_MAIL,
    /** 554 after the final dot. */
    REFUSE_MAIL,
    /** The connection ends while the mail is coming in. */
    DROP_DATA,
    /** Not taken; the connection ends after the final dot. */
    DROP_AFTER_DOT,
    /** Taken; the connection ends before the answer. */
    ACCEPT_AND_DROP,
    /** Taken; no answer until the client gives up. */
    ACCEPT_AND_HANG,
    /** Taken, and then the server hangs up in good order, as some do after each mail. */
    ACCEPT_AND_LEAVE
}
