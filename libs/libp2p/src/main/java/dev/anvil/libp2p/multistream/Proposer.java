package dev.anvil.libp2p.multistream;

import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The end that opened the stream: proposes its protocols one after the other. */
public final class Proposer extends Negotiation {
    private final List<String> protocols;
    private final Consumer<String> installed;
    private final Consumer<Throwable> failed;
    private int proposed;

    public Proposer(List<String> protocols, Duration timeout, Consumer<String> installed, Consumer<Throwable> failed) {
        super(timeout);
        this.protocols = List.copyOf(protocols);
        this.installed = installed;
        this.failed = failed;
    }

    @Override
    void greet(ChannelHandlerContext context) {
        say(context, protocols.getFirst());
    }

    @Override
    void line(ChannelHandlerContext context, String line) throws NoCommonProtocolException {
        if (line.equals(protocols.get(proposed))) {
            agreed(context, line);
            return;
        }
        proposed++;
        if (!line.equals(NOT_AVAILABLE) || proposed == protocols.size()) {
            throw new NoCommonProtocolException("The peer speaks none of " + protocols + ", it said '" + line + "'");
        }
        say(context, protocols.get(proposed));
        context.flush();
    }

    @Override
    void install(String protocol) {
        installed.accept(protocol);
    }

    @Override
    void failed(Throwable cause) {
        failed.accept(cause);
    }
}
