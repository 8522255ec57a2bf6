package herald.api;

/** The incident has no delivery with that id. */
final class DeliveryNotFoundException extends RuntimeException {
    DeliveryNotFoundException(String id) {
        super("There is no delivery with the id " + id + " among those of this incident.");
    }
}
