package dev.anvil.gateway.http;

import dev.anvil.runtime.memory.DirectMemory;
import dev.anvil.runtime.tls.PublicTls;
import java.net.InetAddress;
import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/** Tomcat as S3 needs it: keys reach us as they were sent, refusals go out before bodies come in, and buffers are big. */
final class TomcatTuning implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
    private static final String AS_SENT = "passthrough";
    private static final String RELAXED = "\"<>[\\]^`{|}";
    static final int BUFFER = 256 * 1024;
    private static final String BUFFER_BYTES = String.valueOf(BUFFER);

    /** Every connection keeps a buffer for each direction, outside the heap. */
    static final MemoryLimits LIMITS =
            MemoryLimits.of(Runtime.getRuntime().maxMemory(), DirectMemory.limit(), 2 * BUFFER);

    private static final String MAX_HEADER_BYTES = String.valueOf(32 * 1024);
    private static final Duration IDLE = Duration.ofSeconds(75);

    private final InetAddress address;
    private final int port;
    private final ClientSilence silence;
    private final SslBundles bundles;
    private final RelayConnector relay;

    TomcatTuning(InetAddress address, int port, ClientSilence silence, SslBundles bundles, RelayConnector relay) {
        this.address = address;
        this.port = port;
        this.silence = silence;
        this.bundles = bundles;
        this.relay = relay;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setAddress(address);
        factory.setPort(port);
        factory.setProtocol(TolerantHttp11.class.getName());
        factory.setRegisterDefaultServlet(false);
        factory.addConnectorCustomizers(this::tune);
        factory.addContextValves(new TomcatWire());
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(RefusalReport.class.getName());
            }
        });
        if (bundles.getBundleNames().contains(PublicTls.BUNDLE)) {
            factory.setSslBundles(bundles);
            factory.setSsl(Ssl.forBundle(PublicTls.BUNDLE));
            Connector plain = relay.make();
            tune(plain);
            factory.addAdditionalConnectors(plain);
        }
    }

    private void tune(Connector connector) {
        connector.setEncodedSolidusHandling(AS_SENT);
        connector.setEncodedReverseSolidusHandling(AS_SENT);
        connector.setAllowBackslash(true);
        set(connector, "relaxedPathChars", RELAXED);
        set(connector, "relaxedQueryChars", RELAXED);
        set(connector, "socket.appReadBufSize", BUFFER_BYTES);
        set(connector, "socket.appWriteBufSize", BUFFER_BYTES);
        set(connector, "socket.directBuffer", "true");
        set(connector, "maxConnections", String.valueOf(LIMITS.connections()));
        set(connector, "maxHttpRequestHeaderSize", MAX_HEADER_BYTES);
        set(connector, "maxKeepAliveRequests", "-1");
        set(connector, "continueResponseTiming", "onRead");
        set(connector, "maxSwallowSize", String.valueOf(S3Servlet.MAX_SWALLOWED_BYTES));
        set(connector, "keepAliveTimeout", String.valueOf(IDLE.toMillis()));
        set(connector, "connectionTimeout", String.valueOf(silence.limit().toMillis()));
        connector.setEnableLookups(false);
        connector.setXpoweredBy(false);
    }

    private static void set(Connector connector, String name, String value) {
        if (!connector.setProperty(name, value)) {
            throw new IllegalStateException("this Tomcat knows no setting " + name);
        }
    }

    /** After Boot's own customizers, whose server.port means nothing here. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
