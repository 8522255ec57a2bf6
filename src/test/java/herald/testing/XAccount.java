package herald.testing;

/**
 * One account on {@link XStub} and the keys that let a client post as it.
 *
 * @param id decimal, the part of {@code token} before the dash
 * @param consumerKey names the app; two accounts with the same one share its 24-hour window
 */
public record XAccount(
        String id, String username, String consumerKey, String consumerSecret, String token, String tokenSecret) {}
