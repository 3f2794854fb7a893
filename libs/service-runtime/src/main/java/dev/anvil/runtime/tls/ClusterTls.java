package dev.anvil.runtime.tls;

import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * Mutual TLS between services: each shows a certificate of the cluster's own authority, and each demands one. Services are called by
 * addresses that come and go, so what a certificate says is that its owner belongs to the cluster: it holds the name {@value #NAME}.
 */
public final class ClusterTls {
    /** The DNS name that every certificate of the cluster has among its alternative names. */
    public static final String NAME = "anvil-cluster";

    /** The SSL bundle of servers, which follows the files without being made anew. */
    static final String BUNDLE = "cluster";

    /** The bundle that Spring reads from the files. */
    static final String FILES = "cluster-files";

    private final RenewedKey key;
    private final RenewedTrust trust;

    private ClusterTls(SslBundle files) {
        this.key = new RenewedKey(keyOf(files));
        this.trust = new RenewedTrust(trustOf(files));
    }

    static Optional<ClusterTls> of(SslBundles bundles) {
        if (!bundles.getBundleNames().contains(FILES)) {
            return Optional.empty();
        }
        ClusterTls tls = new ClusterTls(bundles.getBundle(FILES));
        bundles.addBundleUpdateHandler(FILES, tls::renew);
        return Optional.of(tls);
    }

    /** For programs that run for a moment and have no Spring around them. */
    public static Optional<ClusterTls> of(Map<String, String> environment) {
        return TlsFiles.ofCluster(name -> environment.getOrDefault(name, "")).map(files -> {
            PemSslStoreDetails own = PemSslStoreDetails.forCertificate("file:" + files.certificate())
                    .withPrivateKey("file:" + files.key());
            PemSslStoreDetails authority = PemSslStoreDetails.forCertificate(
                    "file:" + files.authority().orElseThrow());
            SslStoreBundle stores = new PemSslStoreBundle(own, authority);
            return new ClusterTls(SslBundle.of(stores));
        });
    }

    private void renew(SslBundle files) {
        key.renew(keyOf(files));
        trust.renew(trustOf(files));
    }

    public ChannelCredentials clientCredentials() {
        return TlsChannelCredentials.newBuilder()
                .keyManager(key)
                .trustManager(trust)
                .build();
    }

    SslManagerBundle managers() {
        return SslManagerBundle.of(new FixedKeyManagerFactory(key), new FixedTrustManagerFactory(trust));
    }

    private static X509ExtendedKeyManager keyOf(SslBundle bundle) {
        for (KeyManager manager : bundle.getManagers().getKeyManagers()) {
            if (manager instanceof X509ExtendedKeyManager found) {
                return found;
            }
        }
        throw new IllegalStateException("this Java makes no key manager of a certificate");
    }

    private static X509ExtendedTrustManager trustOf(SslBundle bundle) {
        for (TrustManager manager : bundle.getManagers().getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager found) {
                return found;
            }
        }
        throw new IllegalStateException("this Java makes no trust manager of a certificate");
    }
}
