package dev.anvil.gateway.http.oneport;

import dev.anvil.gateway.http.RelayConnector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** Where our Tomcat listens, which is not known before it does. */
final class TomcatAddress
        implements ApplicationListener<ServletWebServerInitializedEvent>, Supplier<InetSocketAddress> {
    private final InetAddress bound;
    private final RelayConnector relay;
    private volatile @Nullable InetSocketAddress address;

    TomcatAddress(InetAddress bound, RelayConnector relay) {
        this.bound = bound;
        this.relay = relay;
    }

    @Override
    public void onApplicationEvent(ServletWebServerInitializedEvent event) {
        // The management server tells the same listeners.
        if (!"management".equals(event.getApplicationContext().getServerNamespace())) {
            InetAddress reachable = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
            address = relay.address()
                    .orElseGet(() -> new InetSocketAddress(
                            reachable, event.getWebServer().getPort()));
        }
    }

    @Override
    public InetSocketAddress get() {
        InetSocketAddress known = address;
        if (known == null) {
            throw new IllegalStateException("HTTP is not served yet");
        }
        return known;
    }
}
