package dev.anvil.runtime.tls;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Makes Spring's SSL bundles of the files that settings name, so that Spring watches the files and reads them again. */
final class TlsSettings implements EnvironmentPostProcessor {
    private static final String BUNDLES = "spring.ssl.bundle.pem.";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> bundles = new HashMap<>();
        TlsFiles.ofPublicPorts(name -> environment.getProperty(name, ""))
                .ifPresent(files -> add(bundles, PublicTls.BUNDLE, files));
        TlsFiles.ofCluster(name -> environment.getProperty(name, "")).ifPresent(files -> {
            add(bundles, ClusterTls.FILES, files);
            bundles.put("spring.grpc.server.ssl.bundle", ClusterTls.BUNDLE);
            // Who cannot show a certificate of the cluster gets no further than the handshake.
            bundles.put("spring.grpc.server.ssl.client-auth", "REQUIRE");
        });
        if (!bundles.isEmpty()) {
            bundles.put("spring.ssl.bundle.watch.file.quiet-period", "2s");
            environment.getPropertySources().addLast(new MapPropertySource("tls files", bundles));
        }
    }

    private static void add(Map<String, Object> bundles, String name, TlsFiles files) {
        bundles.put(BUNDLES + name + ".reload-on-update", "true");
        bundles.put(BUNDLES + name + ".keystore.certificate", url(files.certificate()));
        bundles.put(BUNDLES + name + ".keystore.private-key", url(files.key()));
        // A certificate beside the key of another one is refused, as it is half of a renewal.
        bundles.put(BUNDLES + name + ".keystore.verify-keys", "true");
        files.authority()
                .ifPresent(authority -> bundles.put(BUNDLES + name + ".truststore.certificate", url(authority)));
    }

    private static String url(Path file) {
        return "file:" + file;
    }
}
