package herald.site;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.util.List;

/**
 * Reads requests and writes Micronaut's answers. Netty's own codec keeps a queue of the methods it has read, one to be taken for each
 * answer it writes; ours pass it by, as bytes, and its queue would grow. And it stops reading requests where they lie, as bytes, while
 * the {@link Connection} has enough to answer.
 */
final class SiteCodec extends CombinedChannelDuplexHandler<HttpRequestDecoder, HttpResponseEncoder> {

    private final Connection connection;
    private boolean stopped;

    SiteCodec(HttpDecoderConfig config, Connection connection) {
        this.connection = connection;
        init(new Requests(config), new Answers());
    }

    /** Whether it has left something lying. */
    boolean hasStopped() {
        return stopped;
    }

    /** Takes up what was left lying. */
    void goOn(ChannelHandlerContext codec) throws Exception {
        stopped = false;
        channelRead(codec, Unpooled.EMPTY_BUFFER);
        channelReadComplete(codec);
    }

    private final class Requests extends HttpRequestDecoder {

        Requests(HttpDecoderConfig config) {
            super(config);
        }

        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out) throws Exception {
            if (connection.isBusy()) {
                stopped = true;
            } else {
                super.decode(ctx, buffer, out);
            }
        }

        /** Not by itself: it would read on whenever nothing came out of what it has. */
        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
            if (connection.isBusy()) {
                ctx.fireChannelReadComplete();
            } else {
                super.channelReadComplete(ctx);
            }
        }
    }

    private final class Answers extends HttpResponseEncoder {

        @Override
        protected boolean isContentAlwaysEmpty(HttpResponse answer) {
            return connection.answersHead() || super.isContentAlwaysEmpty(answer);
        }
    }
}
