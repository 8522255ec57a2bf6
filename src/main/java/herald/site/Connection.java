package herald.site;

import herald.site.Loop.Stay;
import herald.site.Reply.Changes;
import herald.site.Reply.Form;
import herald.site.Reply.Whole;
import io.micronaut.core.annotation.Nullable;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP/1 connection, in front of Micronaut: answers what is public and hands on the rest, each in the order it was asked. What a
 * client does not take is not made: while answers wait to be sent, its requests are left unread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends the connection, of which we are told
final class Connection extends ChannelDuplexHandler implements Loop.Watched {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private static final int MOST_UNREAD = 1 << 20;
    private static final int MOST_AFTERWARDS = 8;
    private static final int MOST_AWAY = 4;
    private static final int BEAT_SECONDS = 25;
    private static final long MOST_UNTOLD = 16 << 10;
    private static final int LINGER_SECONDS = 2;
    private static final ByteBuf BEAT = Tidings.shared(":\n\n");
    private static final String STREAM_HEADERS = "Content-Type: text/event-stream; charset=utf-8\r\n"
            + "Cache-Control: no-store\r\nX-Accel-Buffering: no\r\nX-Content-Type-Options: nosniff\r\n\r\n";

    /**
     * A request whose answer has not left.
     *
     * @param away whether Micronaut answers it
     */
    private record Turn(HttpRequest request, boolean away) {}

    private final Site site;
    private final Viewers viewers;
    private final boolean logged;
    private final int patience;
    private final SiteCodec codec;
    private final ArrayDeque<Turn> turns = new ArrayDeque<>(2);
    private ChannelHandlerContext codecPlace;
    private ChannelHandlerContext place;
    private Loop loop;

    /** Whether the request being read goes to Micronaut. */
    private boolean handingOn;

    private boolean inBody;
    private int unread;
    /** No request after this one is looked at. */
    private boolean last;

    private boolean informational;
    private boolean reading;
    private boolean readHeld;
    private boolean resuming;
    private @Nullable String viewed;
    /** The number of the last tidings this viewer knows of. */
    private long told;

    private int afterwards;
    private int idleSince;
    private int bodySince;
    private int blockedSince;
    private int lingerSince;

    /** @param logged whether there is an access log, which sees answers as Netty's objects and not as bytes */
    Connection(Site site, Viewers viewers, HttpDecoderConfig config, int patience, boolean logged) {
        this.site = site;
        this.viewers = viewers;
        this.patience = patience;
        this.logged = logged;
        this.codec = new SiteCodec(config, this);
    }

    SiteCodec codec() {
        return codec;
    }

    /** @param codecPlace where its codec stands; bytes written there pass it by */
    void begin(ChannelHandlerContext codecPlace, Loop loop) {
        this.codecPlace = codecPlace;
        this.loop = loop;
        idleSince = loop.now();
        loop.add(this);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        place = ctx;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        leave();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        leave();
        super.channelInactive(ctx);
    }

    private void leave() {
        loop.remove(this);
        turns.clear();
        if (viewed != null) {
            viewed = null;
            loop.removeViewer(this);
            viewers.leave();
        }
    }

    /** Whether requests wait where they are: earlier ones first. */
    boolean isBusy() {
        return !inBody
                && !last
                && (turns.size() > MOST_AWAY
                        || (!turns.isEmpty() && !turns.getLast().away())
                        || !codecPlace.channel().isWritable());
    }

    /** Whether the answer that Micronaut begins is to a HEAD request. */
    boolean answersHead() {
        var turn = turns.peek();
        return turn != null && turn.away() && turn.request().method().name().equals("HEAD");
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        reading = true;
        if (message instanceof HttpRequest request) {
            boolean looked = !last;
            if (viewed != null && ++afterwards > MOST_AFTERWARDS) {
                // A listener has nothing more to ask, and an access log remembers each of these.
                close();
            }
            handingOn = false;
            handingOn = looked && isHandedOn(request);
            inBody = looked && request.decoderResult().isSuccess();
            unread = 0;
            bodySince = loop.now();
        }
        if (message instanceof HttpContent content) {
            read(content);
        }
        if (handingOn) {
            super.channelRead(ctx, message);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(HttpContent content) {
        if (content instanceof LastHttpContent) {
            inBody = false;
        }
        if (!handingOn) {
            unread += content.content().readableBytes();
            boolean broken = content.decoderResult().isFailure() && !(content instanceof HttpRequest);
            if (broken || unread > MOST_UNREAD) {
                close();
            }
        }
    }

    /** Answers {@code request}, or lets it wait for its turn, unless it is Micronaut's. */
    private boolean isHandedOn(HttpRequest request) {
        last = !staysAfter(request);
        var reply = replyOrApology(request);
        if (reply == null) {
            if (last) {
                // Micronaut has reasons of its own to close and to stay; what follows would wait for ever.
                request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
            turns.add(new Turn(request, true));
        } else if (turns.isEmpty()) {
            send(request, reply);
        } else {
            turns.add(new Turn(request, false));
        }
        return reply == null;
    }

    /** A mistake of ours costs its request and no more: unanswered, it would hold up all that follow. */
    private @Nullable Reply replyOrApology(HttpRequest request) {
        try {
            return reply(request);
        } catch (RuntimeException mistake) {
            LOG.error("A reader got no answer", mistake);
            last = true;
            return whole(FixedAnswers.MISTAKE);
        }
    }

    /** Null for what is not public. */
    private @Nullable Reply reply(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            var cause = request.decoderResult().cause();
            return whole(
                    cause instanceof TooLongHttpLineException
                            ? FixedAnswers.LONG_ADDRESS
                            : cause instanceof TooLongHttpHeaderException
                                    ? FixedAnswers.LONG_HEADERS
                                    : FixedAnswers.MALFORMED);
        }
        if (request.protocolVersion().majorVersion() != 1) {
            return whole(FixedAnswers.UNKNOWN_VERSION);
        }
        var reply = site.reply(new NettyAsked(request));
        return reply == null || namesItsHost(request) ? reply : whole(FixedAnswers.MALFORMED);
    }

    private static Whole whole(Answer answer) {
        return new Whole(answer, Form.PLAIN, false);
    }

    /** One host and no more (RFC 9112 §3.2). */
    private static boolean namesItsHost(HttpRequest request) {
        var hosts = request.headers().valueCharSequenceIterator(HttpHeaderNames.HOST);
        boolean one = hosts.hasNext();
        if (one) {
            hosts.next();
        }
        return (one || request.protocolVersion().equals(HttpVersion.HTTP_1_0)) && !hosts.hasNext();
    }

    /** A client that asks before it sends a body may send it or not once it is answered: what comes then has no meaning. */
    private static boolean staysAfter(HttpRequest request) {
        return request.decoderResult().isSuccess()
                && request.protocolVersion().majorVersion() == 1
                && HttpUtil.isKeepAlive(request)
                && !request.headers().contains(HttpHeaderNames.EXPECT);
    }

    private void send(HttpRequest request, Reply reply) {
        idleSince = loop.now();
        switch (reply) {
            case Whole whole -> send(request, whole);
            case Changes changes -> {
                if (viewers.enter()) {
                    stream(changes);
                } else {
                    send(request, whole(FixedAnswers.TOO_MANY_VIEWERS));
                }
            }
        }
    }

    private void send(HttpRequest request, Whole whole) {
        var stay = last ? Stay.CLOSE : request.protocolVersion().equals(HttpVersion.HTTP_1_0) ? Stay.KEEP : Stay.UNSAID;
        var sent = last ? place.newPromise().addListener(_ -> linger()) : place.voidPromise();
        if (logged) {
            place.write(Responses.of(whole, stay), sent);
        } else {
            // Made before the first line is written: it may fail, and half an answer is worse than none.
            var rest = whole.answer().bytes(whole.form(), whole.bodiless());
            codecPlace.write(loop.firstLines(whole.answer().status(whole.form()), stay), codecPlace.voidPromise());
            codecPlace.write(rest, sent);
        }
    }

    /** Ends our half and waits a moment for the client's, because a close on unread bytes would take the answer back. */
    private void linger() {
        if (codecPlace.channel() instanceof DuplexChannel channel
                && codecPlace.pipeline().get(SslHandler.class) == null) {
            lingerSince = loop.now();
            channel.shutdownOutput();
            place.read();
        } else {
            close();
        }
    }

    private void stream(Changes changes) {
        last = true;
        viewed = changes.page().pageCode();
        loop.addViewer(this);
        var welcome = viewers.welcome(changes.page(), changes.lastEventId());
        told = welcome.upTo();
        codecPlace.write(loop.firstLines(200, Stay.CLOSE), codecPlace.voidPromise());
        codecPlace.write(
                Unpooled.copiedBuffer(STREAM_HEADERS + welcome.text(), StandardCharsets.UTF_8),
                codecPlace.voidPromise());
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response) {
            informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }
        super.write(ctx, message, promise);
        if (message instanceof LastHttpContent && !informational) {
            turns.poll();
            idleSince = loop.now();
            answerWaiting();
            resumeSoon();
        }
    }

    private void answerWaiting() {
        while (!turns.isEmpty() && !turns.getFirst().away()) {
            var request = turns.removeFirst().request();
            var reply = replyOrApology(request);
            send(request, reply == null ? whole(FixedAnswers.MALFORMED) : reply);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        flush(ctx);
        reading = false;
        super.channelReadComplete(ctx);
        resume();
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        ctx.flush();
        if (blockedSince == 0 && pendingBytes() > 0) {
            blockedSince = loop.now();
            codecPlace.write(Unpooled.EMPTY_BUFFER, codecPlace.newPromise().addListener(_ -> blockedSince = 0));
            ctx.flush();
        }
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        readHeld = isBusy();
        if (!readHeld) {
            ctx.read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
        super.channelWritabilityChanged(ctx);
        resumeSoon();
    }

    private void resumeSoon() {
        if ((readHeld || codec.hasStopped()) && !reading && !resuming) {
            loop.thread().execute(this::resume);
        }
    }

    /** Looks at the requests that were left unread, and reads on. */
    private void resume() {
        if (resuming) {
            return;
        }
        resuming = true;
        try {
            while (codec.hasStopped() && !isBusy()) {
                codec.goOn(codecPlace);
            }
        } catch (Exception failure) {
            place.fireExceptionCaught(failure);
        } finally {
            resuming = false;
        }
        if (readHeld && !isBusy()) {
            readHeld = false;
            place.read();
        }
    }

    @Override
    public void tick(int now) {
        if (viewed != null) {
            if ((now - idleSince) % BEAT_SECONDS == 0) {
                tell(BEAT, 0);
            }
        } else if (isOverdue(now)) {
            close();
        }
    }

    private boolean isOverdue(int now) {
        return (blockedSince > 0 && now - blockedSince >= patience)
                || (lingerSince > 0 && now - lingerSince >= LINGER_SECONDS)
                || (inBody && now - bodySince >= patience)
                || (!inBody && turns.isEmpty() && now - idleSince >= patience);
    }

    void tell(Tidings news) {
        // Who comes while tidings are on their way to others is welcomed with them.
        if (news.pageCode().equals(viewed) && news.number() > told) {
            told = news.number();
            tell(news.event(), MOST_UNTOLD);
        }
    }

    private void tell(ByteBuf event, long mostPending) {
        if (pendingBytes() > mostPending) {
            close();
        } else {
            codecPlace.writeAndFlush(event.duplicate(), codecPlace.voidPromise());
        }
    }

    void close() {
        place.close();
    }

    private long pendingBytes() {
        var pending = codecPlace.channel().unsafe().outboundBuffer();
        return pending == null ? 0 : pending.totalPendingWriteBytes();
    }

    private record NettyAsked(HttpRequest request) implements Asked {

        @Override
        public String method() {
            return request.method().name();
        }

        @Override
        public String target() {
            return request.uri();
        }

        @Override
        public @Nullable String header(CharSequence name) {
            return request.headers().get(name);
        }
    }
}
