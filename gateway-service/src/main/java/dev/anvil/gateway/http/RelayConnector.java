package dev.anvil.gateway.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Where the common port hands its HTTP over when the S3 port speaks TLS: Tomcat once more, without TLS, on a port of the loopback
 * interface that nobody else is told of. The common port has taken TLS off already.
 */
public final class RelayConnector {
    private @Nullable Connector connector;

    Connector make() {
        Connector made = new Connector(TolerantHttp11.class.getName());
        made.setPort(0);
        made.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
        made.getProtocolHandler().setExecutor(new VirtualThreadExecutor("relay-"));
        connector = made;
        return made;
    }

    /** Empty where the S3 port itself can be used; known once Tomcat has started. */
    public Optional<InetSocketAddress> address() {
        return Optional.ofNullable(connector)
                .map(made -> new InetSocketAddress(InetAddress.getLoopbackAddress(), made.getLocalPort()));
    }
}
