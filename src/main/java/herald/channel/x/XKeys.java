package herald.channel.x;

import java.util.Optional;

/** What lets Herald in as an account. */
sealed interface XKeys {

    /** The four keys of OAuth 1.0a; good until somebody takes them back. */
    record OAuth1(String consumerKey, String consumerSecret, String accessToken, String accessTokenSecret)
            implements XKeys {
        @Override
        public String toString() {
            return "OAuth1";
        }
    }

    /**
     * A token of OAuth 2, good for two hours.
     *
     * @param userId the account's number, once X was asked for it
     */
    record OAuth2(String accessToken, Optional<Long> userId) implements XKeys {
        @Override
        public String toString() {
            return "OAuth2";
        }
    }
}
