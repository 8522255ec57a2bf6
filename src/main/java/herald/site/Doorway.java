package herald.site;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import jakarta.inject.Singleton;

/** Puts a {@link Connection} before Micronaut on each HTTP/1 connection, and a deadline on all that have not said what they speak. */
@Singleton
class Doorway implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private static final String NAME = "herald-site";
    /** As Micronaut names it in a pipeline that may turn to HTTP/2. */
    private static final String HTTP1_FALLBACK = "http1-fallback-handler";

    private final BeanProvider<Site> site;
    private final BeanProvider<Viewers> viewers;
    private final BeanProvider<Loops> loops;
    private final BeanProvider<SiteSettings> settings;
    private final BeanProvider<NettyHttpServerConfiguration> server;

    Doorway(
            BeanProvider<Site> site,
            BeanProvider<Viewers> viewers,
            BeanProvider<Loops> loops,
            BeanProvider<SiteSettings> settings,
            BeanProvider<NettyHttpServerConfiguration> server) {
        this.site = site;
        this.viewers = viewers;
        this.loops = loops;
        this.settings = settings;
        this.server = server;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new NettyServerCustomizer() {
            @Override
            public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                return role == ChannelRole.CONNECTION ? new AtConnection(channel) : this;
            }
        });
        return event.getBean();
    }

    private final class AtConnection implements NettyServerCustomizer {

        private final Channel channel;
        /** Whether the codec for HTTP/1 has read nothing when we are told of it. */
        private boolean untouched = true;

        AtConnection(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void onInitialPipelineBuilt() {
            var pipeline = channel.pipeline();
            untouched = pipeline.context(HTTP1_FALLBACK) == null;
            if (pipeline.get(Connection.class) == null) {
                pipeline.addFirst(new IdleTimeout(loops.get().of(channel.eventLoop()), patience()));
            }
        }

        /**
         * Told of HTTP/1 only. Where HTTP/2 may be spoken without TLS, Micronaut has read half a request by now with a codec that cannot
         * be exchanged any more: there {@link PublicSite} answers all.
         */
        @Override
        public void onStreamPipelineBuilt() {
            var pipeline = channel.pipeline();
            if (!untouched) {
                return;
            }
            if (pipeline.get(IdleTimeout.class) != null) {
                pipeline.remove(IdleTimeout.class);
            }
            boolean logged = pipeline.get(ChannelPipelineCustomizer.HANDLER_ACCESS_LOGGER) != null;
            var connection = new Connection(site.get(), viewers.get(), decoding(), patience(), logged);
            var netty = pipeline.context(HttpServerCodec.class).name();
            pipeline.addAfter(logged ? ChannelPipelineCustomizer.HANDLER_ACCESS_LOGGER : netty, NAME, connection);
            pipeline.replace(netty, ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, connection.codec());
            connection.begin(pipeline.context(connection.codec()), loops.get().of(channel.eventLoop()));
        }

        private int patience() {
            return (int) Math.max(1, settings.get().patience().toSeconds());
        }

        private HttpDecoderConfig decoding() {
            return new HttpDecoderConfig()
                    .setMaxInitialLineLength(server.get().getMaxInitialLineLength())
                    .setMaxHeaderSize(server.get().getMaxHeaderSize())
                    .setMaxChunkSize(server.get().getMaxChunkSize())
                    .setInitialBufferSize(server.get().getInitialBufferSize());
        }
    }
}
