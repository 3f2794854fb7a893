package dev.anvil.libp2p.multistream;

import dev.anvil.libp2p.wire.MalformedWireException;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end that accepted the stream: says yes to the first proposal that it speaks. */
public final class Responder extends Negotiation {
    private static final Logger log = LoggerFactory.getLogger(Responder.class);

    private static final int MAX_PROPOSALS = 32;

    private final Predicate<String> spoken;
    private final Consumer<String> installed;
    private int refused;

    public Responder(Predicate<String> spoken, Duration timeout, Consumer<String> installed) {
        super(timeout);
        this.spoken = spoken;
        this.installed = installed;
    }

    @Override
    void greet(ChannelHandlerContext context) {
        // Waits for the first proposal.
    }

    @Override
    void line(ChannelHandlerContext context, String line) {
        if (spoken.test(line)) {
            say(context, line);
            agreed(context, line);
            return;
        }
        refused++;
        if (refused == MAX_PROPOSALS) {
            throw new MalformedWireException("more than " + MAX_PROPOSALS + " proposals");
        }
        say(context, NOT_AVAILABLE);
        context.flush();
    }

    @Override
    void install(String protocol) {
        installed.accept(protocol);
    }

    @Override
    void failed(Throwable cause) {
        log.debug("A stream was not agreed on: {}", cause.toString());
    }
}
