package dev.anvil.gateway.forward;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.protocol.BasicHttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Connections to gateways of other regions. What is sent and what comes back is left as it is: nothing is followed, repeated,
 * unpacked or added that would change the meaning of a signed request.
 */
final class RegionConnections implements AutoCloseable {
    private static final Timeout CONNECT = Timeout.ofSeconds(3);

    /** Between two pieces of a body, either way; as long as clients are given. */
    private static final Timeout SILENCE = Timeout.ofSeconds(60);

    /** Until the head of an answer. A copy within the other region may take its time. */
    private static final Timeout ANSWER = Timeout.ofMinutes(5);

    private static final Timeout PLACE = Timeout.ofSeconds(1);

    /** Below what gateways keep an idle connection for, so that nobody writes into one that the other end is about to close. */
    private static final TimeValue IDLE = TimeValue.ofSeconds(30);

    private static final TimeValue UNCHECKED = TimeValue.ofSeconds(1);

    private final CloseableHttpClient client;

    RegionConnections(int atOnce) {
        CharCodingConfig latin1 = CharCodingConfig.custom()
                .setCharset(StandardCharsets.ISO_8859_1)
                .build();
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(atOnce)
                        .setMaxConnPerRoute(atOnce)
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .charCodingConfig(latin1)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(SILENCE)
                                .setValidateAfterInactivity(UNCHECKED)
                                .setTimeToLive(TimeValue.ofMinutes(10))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(PLACE)
                        .setResponseTimeout(ANSWER)
                        .setExpectContinueEnabled(true)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setKeepAliveStrategy((response, context) -> IDLE)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .build();
    }

    /** The answer's head; whoever asked closes it. Closing reads what is left of it, unless the request is cancelled first. */
    ClassicHttpResponse send(HttpHost host, HttpUriRequestBase request) throws IOException {
        return client.executeOpen(host, request, new BasicHttpContext());
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
