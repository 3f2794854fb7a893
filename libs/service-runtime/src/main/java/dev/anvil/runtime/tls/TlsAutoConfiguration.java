package dev.anvil.runtime.tls;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.context.annotation.Bean;

/** Mutual TLS between services, where files for it are named. */
@AutoConfiguration(after = SslAutoConfiguration.class)
@ConditionalOnProperty("spring.ssl.bundle.pem." + ClusterTls.FILES + ".keystore.certificate")
class TlsAutoConfiguration {
    @Bean
    ClusterTls clusterTls(SslBundles bundles) {
        return ClusterTls.of(bundles)
                .orElseThrow(() -> new IllegalStateException("there is no bundle " + ClusterTls.FILES));
    }

    /** Servers take a bundle once and keep it; this one's managers follow the files. */
    @Bean
    SslBundleRegistrar clusterBundle(ObjectProvider<ClusterTls> tls) {
        return registry -> registry.registerBundle(
                ClusterTls.BUNDLE, SslBundle.of(SslStoreBundle.NONE, null, null, null, new LateManagers(tls)));
    }

    /** The bundle is registered before there is a bundle of the files. */
    private record LateManagers(ObjectProvider<ClusterTls> tls) implements SslManagerBundle {
        @Override
        public javax.net.ssl.KeyManagerFactory getKeyManagerFactory() {
            return tls.getObject().managers().getKeyManagerFactory();
        }

        @Override
        public javax.net.ssl.TrustManagerFactory getTrustManagerFactory() {
            return tls.getObject().managers().getTrustManagerFactory();
        }
    }
}
