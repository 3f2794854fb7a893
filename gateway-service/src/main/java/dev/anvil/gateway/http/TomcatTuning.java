package dev.anvil.gateway.http;

import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.setting.SettingRefused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/** Tomcat as S3 needs it: keys reach us as they were sent, refusals go out before bodies come in, and buffers are big. */
final class TomcatTuning implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
    private static final String AS_SENT = "passthrough";
    private static final String RELAXED = "\"<>[\\]^`{|}";
    private static final String BUFFER_BYTES = String.valueOf(256 * 1024);
    private static final String MAX_HEADER_BYTES = String.valueOf(32 * 1024);
    private static final Duration IDLE = Duration.ofSeconds(75);
    private static final Duration READ = Duration.ofSeconds(60);

    private final HostPort listen;

    TomcatTuning(HostPort listen) {
        this.listen = listen;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setAddress(address());
        factory.setPort(listen.port());
        factory.setRegisterDefaultServlet(false);
        factory.addConnectorCustomizers(TomcatTuning::tune);
    }

    private static void tune(Connector connector) {
        connector.setEncodedSolidusHandling(AS_SENT);
        connector.setEncodedReverseSolidusHandling(AS_SENT);
        set(connector, "allowBackslash", "true");
        set(connector, "relaxedPathChars", RELAXED);
        set(connector, "relaxedQueryChars", RELAXED);
        set(connector, "socket.appReadBufSize", BUFFER_BYTES);
        set(connector, "socket.appWriteBufSize", BUFFER_BYTES);
        set(connector, "maxHttpRequestHeaderSize", MAX_HEADER_BYTES);
        set(connector, "maxKeepAliveRequests", "-1");
        set(connector, "continueResponseTiming", "onRead");
        set(connector, "maxSwallowSize", String.valueOf(S3Servlet.MAX_SWALLOWED_BYTES));
        set(connector, "keepAliveTimeout", String.valueOf(IDLE.toMillis()));
        set(connector, "connectionTimeout", String.valueOf(READ.toMillis()));
        connector.setEnableLookups(false);
        connector.setXpoweredBy(false);
    }

    private static void set(Connector connector, String name, String value) {
        if (!connector.setProperty(name, value)) {
            throw new IllegalStateException("this Tomcat knows no setting " + name);
        }
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(listen.host());
        } catch (UnknownHostException e) {
            throw new SettingRefused(
                    "HTTP_BIND_ADDR", "'" + listen + "'", "give an address of this machine, for example 0.0.0.0:9000");
        }
    }

    /** After Boot's own customizers, whose server.port means nothing here. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
