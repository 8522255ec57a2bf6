package herald.channel.x;

import herald.channel.Account;
import java.util.Optional;

/**
 * An app that an account is connected to by OAuth 2.
 *
 * @param clientSecret empty for a public client, which has none
 * @param begun the refresh token the connection began with; used once, for the first renewal
 */
record XApp(String apiUrl, String clientId, Optional<String> clientSecret, String begun) {

    /** Empty for an account with the four keys. To be called only where {@link XAccount#problems} has found none. */
    static Optional<XApp> of(Account account) {
        return account.setting("client_id")
                .map(id -> new XApp(
                        XAccount.apiUrl(account),
                        id,
                        account.setting("client_secret"),
                        account.setting("refresh_token").orElse("")));
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "XApp[" + apiUrl + "]";
    }
}
