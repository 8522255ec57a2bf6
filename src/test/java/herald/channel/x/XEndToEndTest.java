package herald.channel.x;

import static org.junit.jupiter.api.Assertions.assertEquals;

import herald.delivery.DeliveryState;
import herald.testing.Drill;
import herald.testing.HeraldServer;
import herald.testing.MirrorDrill;
import herald.testing.XFault;
import herald.testing.XPost;
import herald.testing.XStub;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the manage API to X, with an account that is connected by OAuth 2. */
class XEndToEndTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase().withAll(Drill.QUICK);

    private final XStub x = XStub.start();

    @AfterEach
    void stop() {
        x.close();
    }

    @Test
    void aConnectedAccountPostsAThreadOnOneRenewal() {
        connected()
                .open("메시지 수신 장애를 확인하고 있습니다.")
                .post("monitoring", "지켜보고 있습니다.")
                .post("resolved", "복구되었습니다.")
                .await(3, DeliveryState.DELIVERED);
        var ids = x.posts().stream().map(XPost::id).toList();
        assertEquals(
                List.of(Optional.empty(), Optional.of(ids.get(0)), Optional.of(ids.get(1))),
                x.posts().stream().map(XPost::inReplyTo).toList());
        assertEquals(1, x.requestCount("POST", "/2/oauth2/token"));
    }

    @Test
    void aRefusedReplyIsAskedForOnce() {
        x.selfReplies(false);
        connected()
                .open("메시지 수신 장애를 확인하고 있습니다.")
                .post("monitoring", "지켜보고 있습니다.")
                .post("resolved", "복구되었습니다.")
                .await(3, DeliveryState.DELIVERED);
        assertEquals(3, x.posts().size());
        assertEquals(4, x.requestCount("POST", "/2/tweets"));
    }

    @Test
    void a12_aLostRenewalHoldsTheTargetAndKeepsItsQueue() {
        x.planTokens(XFault.ACCEPT_CLOSE);
        var drill = connected().open("확인하고 있습니다.").post("resolved", "복구되었습니다.");
        Drill.until(() -> drill.target().stateReason() != null, () -> "a paused target");
        drill.await(2, DeliveryState.PENDING);
        assertEquals(0, x.posts().size());
        assertEquals(1, x.requestCount("POST", "/2/oauth2/token"));
    }

    private MirrorDrill connected() {
        var client = x.addClient(true, "https://status.example.com/back");
        return new MirrorDrill(
                HERALD,
                "x",
                Map.of(
                        "api_url", x.baseUrl(),
                        "client_id", client.id(),
                        "client_secret", client.secret().orElseThrow(),
                        "refresh_token", x.refreshToken(client, x.account())));
    }
}
