package herald.delivery;

/** A delivery of an incident has moved on; heard after the fact, on this node only. */
public record ReceiptChanged(long pageId, long incidentId) {}
