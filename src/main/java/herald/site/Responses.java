package herald.site;

import herald.site.Loop.Stay;
import herald.site.Reply.Whole;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;

/** Answers as Netty's objects, for those on the way who want to look at them. */
final class Responses {

    private Responses() {}

    static FullHttpResponse of(Whole whole, Stay stay) {
        var answer = whole.answer();
        var headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.DATE, Loop.DATE.format(Instant.now()));
        switch (stay) {
            case UNSAID -> {}
            case KEEP -> headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
            case CLOSE -> headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        var body = answer.body(whole.form());
        answer.headers(whole.form(), body.length).forEach(header -> headers.set(header.name(), header.value()));
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status(whole.form())),
                whole.bodiless() ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body),
                headers,
                EmptyHttpHeaders.INSTANCE);
    }
}
