package dev.anvil.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The proxies that {@code deploy/proxy} has files for, and how those files are fitted to the ports of a test. */
enum ProxyKind {
    NGINX("nginx") {
        @Override
        List<String> prepare(Path folder, int port, Gateways gateways, TestCertificate certificate) {
            edit(
                    "nginx/nginx.conf",
                    folder.resolve("nginx.conf"),
                    Map.of(
                            "listen 443",
                            "listen 127.0.0.1:" + port,
                            "tls/fullchain.pem",
                            certificate.certificate().toString(),
                            "tls/privkey.pem",
                            certificate.key().toString()));
            edit("nginx/gateways.conf", folder.resolve("gateways.conf"), gateways.replacements());
            return List.of("nginx", "-p", folder.toString(), "-c", "nginx.conf", "-g", "daemon off;");
        }
    },
    CADDY("caddy") {
        @Override
        List<String> prepare(Path folder, int port, Gateways gateways, TestCertificate certificate) {
            edit("caddy/Caddyfile", folder.resolve("Caddyfile"), Map.of());
            return List.of(
                    "env",
                    "HOME=" + folder,
                    "XDG_DATA_HOME=" + folder,
                    "XDG_CONFIG_HOME=" + folder,
                    "ANVIL_NAME=https://localhost:" + port,
                    "ANVIL_TLS=" + certificate.certificate() + " " + certificate.key(),
                    "ANVIL_S3_GATEWAYS=" + gateways.joined(gateways.s3(), ""),
                    "ANVIL_GRPC_GATEWAYS=" + gateways.joined(gateways.api(), "h2c://"),
                    "caddy",
                    "run",
                    "--adapter",
                    "caddyfile",
                    "--config",
                    folder.resolve("Caddyfile").toString());
        }
    },
    HAPROXY("haproxy") {
        @Override
        List<String> prepare(Path folder, int port, Gateways gateways, TestCertificate certificate) {
            Map<String, String> changes = new java.util.HashMap<>(gateways.replacements());
            changes.put("bind :443", "bind 127.0.0.1:" + port);
            changes.remove("gateway-1.internal:50051");
            changes.remove("gateway-2.internal:50051");
            changes.put(
                    "gateway-1.internal:50051 check check-proto h1 port 9000",
                    "127.0.0.1:" + gateways.api().getFirst() + " check check-proto h1 port "
                            + gateways.s3().getFirst());
            changes.put(
                    "gateway-2.internal:50051 check check-proto h1 port 9000",
                    "127.0.0.1:" + gateways.api().getLast() + " check check-proto h1 port "
                            + gateways.s3().getLast());
            changes.put("tls/anvil.pem", certificate.both().toString());
            edit("haproxy/haproxy.cfg", folder.resolve("haproxy.cfg"), changes);
            return List.of("haproxy", "-db", "-f", folder.resolve("haproxy.cfg").toString());
        }
    };

    private final String program;

    ProxyKind(String program) {
        this.program = program;
    }

    /** The ports of the gateways, the first and the second. */
    record Gateways(List<Integer> s3, List<Integer> api) {
        Map<String, String> replacements() {
            return Map.of(
                    "gateway-1.internal:9000", "127.0.0.1:" + s3.getFirst(),
                    "gateway-2.internal:9000", "127.0.0.1:" + s3.getLast(),
                    "gateway-1.internal:50051", "127.0.0.1:" + api.getFirst(),
                    "gateway-2.internal:50051", "127.0.0.1:" + api.getLast());
        }

        String joined(List<Integer> ports, String scheme) {
            return ports.stream().map(port -> scheme + "127.0.0.1:" + port).collect(Collectors.joining(" "));
        }
    }

    /** Writes the files and gives the command that runs the proxy in the foreground. */
    abstract List<String> prepare(Path folder, int port, Gateways gateways, TestCertificate certificate);

    boolean isInstalled() {
        return Tool.isInstalled(program) || Files.isExecutable(Path.of("/usr/sbin", program));
    }

    /** Every text that is to be replaced must be there, or the file that operators copy is not the one that is tested. */
    private static void edit(String template, Path target, Map<String, String> changes) {
        try {
            String text =
                    Files.readString(Repository.root().resolve("deploy/proxy").resolve(template));
            for (var change : changes.entrySet()) {
                if (!text.contains(change.getKey())) {
                    throw new AssertionError(template + " has no '" + change.getKey() + "'");
                }
                text = text.replace(change.getKey(), change.getValue());
            }
            Files.writeString(target, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
