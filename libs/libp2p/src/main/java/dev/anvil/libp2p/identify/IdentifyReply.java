package dev.anvil.libp2p.identify;

import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.wire.Frame;
import dev.anvil.libp2p.wire.MalformedWireException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;

/** Takes the one frame that is the answer; it must be about the peer at the other end. */
final class IdentifyReply extends SimpleChannelInboundHandler<ByteBuf> {
    private final PeerId peer;
    private final CompletableFuture<Description> description = new CompletableFuture<>();

    IdentifyReply(PeerId peer) {
        this.peer = peer;
    }

    CompletableFuture<Description> description() {
        return description;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        Description claimed = IdentifyCodec.decode(Frame.bytes(frame));
        if (!claimed.key().peerId().equals(peer)) {
            throw new MalformedWireException(
                    peer + " describes " + claimed.key().peerId());
        }
        description.complete(claimed);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        description.completeExceptionally(new ClosedChannelException());
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        description.completeExceptionally(cause);
        context.close();
    }
}
