package herald.site;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Closes a connection on which we have had nothing to say for too long: one that has not come to its first request, or one that speaks
 * HTTP/2 and neither asks nor takes what it has asked for.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nothing is left to be done about a close that fails
final class IdleTimeout extends ChannelDuplexHandler implements Loop.Watched {

    private final Loop loop;
    private final int patience;
    private ChannelHandlerContext place;
    private int spoken;

    IdleTimeout(Loop loop, int patience) {
        this.loop = loop;
        this.patience = patience;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        place = ctx;
        spoken = loop.now();
        loop.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        loop.remove(this);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        spoken = loop.now();
        super.write(ctx, message, promise);
    }

    @Override
    public void tick(int now) {
        if (now - spoken >= patience) {
            place.close();
        }
    }
}
