package herald.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OAuth1CheckTest {

    @Test
    void theDocumentedExampleOfXIsSignedAlike() {
        var base = OAuth1Check.baseString(
                "post",
                URI.create("https://api.twitter.com/1.1/statuses/update.json"),
                List.of(
                        Map.entry("status", "Hello Ladies + Gentlemen, a signed OAuth request!"),
                                Map.entry("include_entities", "true"),
                        Map.entry("oauth_consumer_key", "xvz1evFS4wEEPTGEFPHBog"),
                                Map.entry("oauth_signature_method", "HMAC-SHA1"),
                        Map.entry("oauth_nonce", "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg"),
                                Map.entry("oauth_timestamp", "1318622958"),
                        Map.entry("oauth_token", "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb"),
                                Map.entry("oauth_version", "1.0")));
        assertEquals(
                "hCtSmYh+iHYCEqBWrE7C7hYmtUk=",
                OAuth1Check.signature(
                        base,
                        "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
                        "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE"));
    }

    /** RFC 5849 §3.4.1.1: repeated names, empty values, escapes twice over. */
    @Test
    void theBaseStringOfTheRfcIsBuiltAlike() {
        var parameters = new ArrayList<>(XRequest.formParameters("b5=%3D%253D&a3=a&c%40=&a2=r%20b&c2&a3=2+q"));
        parameters.addAll(List.of(
                Map.entry("oauth_consumer_key", "9djdj82h48djs9d2"),
                Map.entry("oauth_token", "kkk9d7dh3k39sjv7"),
                Map.entry("oauth_signature_method", "HMAC-SHA1"),
                Map.entry("oauth_timestamp", "137131201"),
                Map.entry("oauth_nonce", "7d8f3e4a")));
        assertEquals(
                "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D"
                    + "%26c2%3D"
                    + "%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1"
                    + "%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7",
                OAuth1Check.baseString("POST", URI.create("HTTP://EXAMPLE.com:80/request"), parameters));
    }
}
