package dev.anvil.runtime.tls;

import dev.anvil.runtime.setting.SettingRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** PEM files that settings name: all of them or none. The authority is empty where none is asked for. */
record TlsFiles(Path certificate, Path key, Optional<Path> authority) {
    static final String PUBLIC = "ANVIL_TLS_";
    static final String CLUSTER = "ANVIL_CLUSTER_TLS_";

    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "KEY";
    private static final String AUTHORITY = "CA";

    /** Of the ports that clients know. */
    static Optional<TlsFiles> ofPublicPorts(UnaryOperator<String> settings) {
        return given(settings, PUBLIC)
                ? Optional.of(new TlsFiles(
                        file(settings, PUBLIC, CERTIFICATE), file(settings, PUBLIC, KEY), Optional.empty()))
                : Optional.empty();
    }

    /** Of the calls between services. */
    static Optional<TlsFiles> ofCluster(UnaryOperator<String> settings) {
        return given(settings, CLUSTER)
                ? Optional.of(new TlsFiles(
                        file(settings, CLUSTER, CERTIFICATE),
                        file(settings, CLUSTER, KEY),
                        Optional.of(file(settings, CLUSTER, AUTHORITY))))
                : Optional.empty();
    }

    private static boolean given(UnaryOperator<String> settings, String prefix) {
        return !(settings.apply(prefix + CERTIFICATE)
                        + settings.apply(prefix + KEY)
                        + (prefix.equals(CLUSTER) ? settings.apply(prefix + AUTHORITY) : ""))
                .isBlank();
    }

    private static Path file(UnaryOperator<String> settings, String prefix, String name) {
        String text = settings.apply(prefix + name);
        if (text.isBlank()) {
            throw new SettingRefused(prefix + name, "(not set)", "name a PEM file, or unset all of " + prefix + "*");
        }
        Path path = Path.of(text.strip()).toAbsolutePath();
        if (!Files.isReadable(path)) {
            throw new SettingRefused(prefix + name, path.toString(), "name a PEM file that this service may read");
        }
        return path;
    }
}
