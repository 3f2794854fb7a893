package dev.anvil.gateway.http.oneport;

import dev.anvil.runtime.tls.PublicTls;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * TLS of the common port, where it is wanted. Connections that begin after the files were renewed get the new certificate; what stands
 * stays. What is inside is told apart by its first bytes, as without TLS. Clients of S3 that know HTTP/2 must not come by it, because
 * HTTP/2 is gRPC's here: they offer HTTP/1.1 as well and get that, while clients of gRPC offer nothing but HTTP/2.
 */
final class OnePortTls {
    private volatile @Nullable SslContext latest;

    private OnePortTls() {}

    static OnePortTls of(SslBundles bundles) {
        OnePortTls tls = new OnePortTls();
        if (bundles.getBundleNames().contains(PublicTls.BUNDLE)) {
            tls.renew(bundles.getBundle(PublicTls.BUNDLE));
            bundles.addBundleUpdateHandler(PublicTls.BUNDLE, tls::renew);
        }
        return tls;
    }

    private void renew(SslBundle bundle) {
        try {
            latest = SslContextBuilder.forServer(bundle.getManagers().getKeyManagerFactory())
                    .sslProvider(SslProvider.JDK)
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            ApplicationProtocolNames.HTTP_1_1,
                            ApplicationProtocolNames.HTTP_2))
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("the certificate of the public ports cannot be used", e);
        }
    }

    Optional<SslHandler> handler(ByteBufAllocator buffers) {
        SslContext context = latest;
        return Optional.ofNullable(context).map(tls -> tls.newHandler(buffers));
    }
}
