package dev.anvil.standalone.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.setting.SettingRefused;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class UpSettingsTest {
    private static final String HEX64 = "00112233445566778899aabbccddeeff".repeat(2);

    @TempDir
    private Path data;

    private UpSettings read(Map<String, String> environment, String... arguments) {
        UpOptions options = new UpOptions();
        new CommandLine(new Holder(options))
                .parseArgs(Stream.concat(Stream.of("--data", data.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
        return UpSettings.read(options, environment);
    }

    @CommandLine.Command
    private record Holder(@CommandLine.Mixin UpOptions options) {}

    @Test
    void withoutAnyWordEverythingListensOnThisMachineOnly() {
        UpSettings settings = read(Map.of());
        assertThat(settings.api()).isEqualTo(new HostPort("127.0.0.1", 50_051));
        assertThat(settings.s3()).isEqualTo(new HostPort("127.0.0.1", 9_000));
        assertThat(settings.management()).isEqualTo(new HostPort("127.0.0.1", 50_052));
        assertThat(settings.cluster().listen()).hasToString("/ip4/127.0.0.1/udp/7443/quic-v1");
        assertThat(settings.drives()).isEqualTo(6);
        assertThat(settings.databases()).isEmpty();
        assertThat(settings.cluster().mdns()).isTrue();
        assertThat(settings.cluster().initialise()).isFalse();
    }

    @Test
    void theVariablesOfTheSeedsAreUnderstood() {
        UpSettings settings = read(Map.ofEntries(
                Map.entry("GRPC_BIND_ADDR", "0.0.0.0:50051"),
                Map.entry("HTTP_BIND_ADDR", "0.0.0.0:9001"),
                Map.entry("QUIC_BIND_ADDR", "/ip4/0.0.0.0/udp/7444/quic-v1"),
                Map.entry("PUBLIC_ADDRS", "/ip4/203.0.113.2/udp/7443/quic-v1"),
                Map.entry("PUBLIC_GRPC_ADDR", "http://203.0.113.2:50051"),
                Map.entry("BOOTSTRAP_ADDRS", "/ip4/203.0.113.1/udp/7443/quic-v1, /dns4/a.example/udp/7443/quic-v1"),
                Map.entry("ENABLE_MDNS", "false"),
                Map.entry("INIT_CLUSTER", "true"),
                Map.entry("REGION", "europe-west-1"),
                Map.entry("GLOBAL_DATABASE_URL", "postgres://w:a%20b@203.0.113.1:5433/anvil_global"),
                Map.entry("REGIONAL_DATABASE_URL", "postgres://w:a%20b@203.0.113.1:5432/anvil_regional"),
                Map.entry("JWT_SECRET", "must-be-a-long-and-random-secret-for-signing-jwts"),
                Map.entry("ANVIL_SECRET_ENCRYPTION_KEY", HEX64),
                Map.entry("CLUSTER_SECRET", "must-be-a-long-and-random-secret")));
        assertThat(settings.api()).isEqualTo(new HostPort("0.0.0.0", 50_051));
        assertThat(settings.apiUrl()).isEqualTo("http://127.0.0.1:50051");
        assertThat(settings.cluster().bootstrap()).hasSize(2);
        assertThat(settings.cluster().initialise()).isTrue();
        assertThat(settings.cluster().mdns()).isFalse();
        assertThat(settings.cluster().variables())
                .containsEntry("PUBLIC_API_ADDR", "203.0.113.2:50051")
                .containsEntry("PUBLIC_CLUSTER_ADDRS", "/ip4/203.0.113.2/udp/7443/quic-v1");
        assertThat(settings.databases()).isPresent();
        assertThat(settings.secrets().values())
                .containsOnlyKeys("JWT_SECRET", "ANVIL_SECRET_ENCRYPTION_KEY", "ANVIL_CLUSTER_SECRET");
        assertThat(settings.region()).hasToString("europe-west-1");
    }

    @Test
    void anOptionCountsMoreThanItsVariable() {
        UpSettings settings = read(Map.of("HTTP_BIND_ADDR", "0.0.0.0:1"), "--s3", "127.0.0.1:2", "--init-cluster");
        assertThat(settings.s3()).isEqualTo(new HostPort("127.0.0.1", 2));
        assertThat(settings.cluster().initialise()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "API_LISTEN_ADDR, nonsense, HOST:PORT",
        "HTTP_BIND_ADDR, 1.2.3.4:99999, 65535",
        "CLUSTER_LISTEN_ADDR, 127.0.0.1:7443, /quic-v1",
        "BOOTSTRAP_ADDRS, /ip4/1.2.3.4/tcp/7443, /quic-v1",
        "ENABLE_MDNS, perhaps, true or false",
        "INIT_CLUSTER, ja, true or false",
        "REGION, Europe West, a-z",
        "ANVIL_DRIVES, 0, from 1 to",
        "JWT_SECRET, short, openssl rand -hex 32",
        "ANVIL_SECRET_ENCRYPTION_KEY, 1234, 64 hexadecimal digits",
        "ANVIL_CLUSTER_SECRET, short, openssl rand -hex 32",
    })
    void aBadValueIsRefusedInOneSentenceThatNamesVariableAndFix(String variable, String value, String fix) {
        assertThatThrownBy(() -> read(Map.of(variable, value)))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContainingAll(variable, fix)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void secretsDoNotShowInRefusals() {
        ThrowingCallable start = () -> read(Map.of("JWT_SECRET", "my-weak-secret"));
        assertThatThrownBy(start).message().doesNotContain("my-weak-secret").contains("14 characters");
        assertThatThrownBy(() -> read(Map.of(
                        "GLOBAL_DATABASE_URL", "mysql://u:hush@h/d", "REGIONAL_DATABASE_URL", "postgres://u@h/d")))
                .hasMessageContaining("GLOBAL_DATABASE_URL")
                .message()
                .doesNotContain("hush");
    }

    @Test
    void managementGivesWayWhereNobodyChoseItsPortAndNoGatewayIsKnownByIt() throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            try {
                taken.bind(new InetSocketAddress("127.0.0.1", 50_052));
            } catch (BindException e) {
                assertThat(e).as("somebody else has it, which does as well").hasMessageContaining("in use");
            }
            assertThat(read(Map.of(), "--roles", "storage,membership")
                            .withFreePorts()
                            .management()
                            .port())
                    .isNotEqualTo(50_052)
                    .isPositive();
            assertThatThrownBy(() -> read(Map.of("MANAGEMENT_BIND_ADDR", "127.0.0.1:50052"), "--roles", "membership")
                            .withFreePorts())
                    .isInstanceOf(SettingRefused.class)
                    .hasMessageContaining("port 50052 is taken");
        }
    }

    @Test
    void oneDatabaseUrlAloneIsRefused() {
        assertThatThrownBy(() -> read(Map.of("GLOBAL_DATABASE_URL", "postgres://u:p@h/d")))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("REGIONAL_DATABASE_URL");
    }

    @Test
    void twoNamesOfOneSettingMustAgree() {
        assertThat(read(Map.of("API_LISTEN_ADDR", "h:1", "GRPC_BIND_ADDR", "h:1"))
                        .api()
                        .port())
                .isEqualTo(1);
        assertThatThrownBy(() -> read(Map.of("API_LISTEN_ADDR", "h:1", "GRPC_BIND_ADDR", "h:2")))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContainingAll("API_LISTEN_ADDR", "GRPC_BIND_ADDR");
    }

    @Test
    void drivesThatAreThereAreNeverLeftOut() throws IOException {
        for (int drive : List.of(1, 2, 10)) {
            Files.createDirectories(data.resolve("drives").resolve("drive-" + drive));
        }
        assertThat(read(Map.of()).drives()).isEqualTo(10);
        assertThat(read(Map.of(), "--drives", "12").drives()).isEqualTo(12);
        assertThatThrownBy(() -> read(Map.of(), "--drives", "6"))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContainingAll("--drives", "10");
    }

    @Test
    void aTakenPortIsNamedWithItsOption() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            UpSettings settings = read(Map.of(), "--api", "127.0.0.1:0", "--s3", "127.0.0.1:" + port);
            assertThatThrownBy(settings::withFreePorts)
                    .isInstanceOf(SettingRefused.class)
                    .hasMessageContainingAll("--s3", port, "taken");
        }
    }

    @Test
    void tlsThatNobodyWouldServeIsRefused() {
        assertThatThrownBy(() -> read(Map.of("ANVIL_TLS_CERTIFICATE", "server.pem")))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContainingAll("ANVIL_TLS_CERTIFICATE", "proxy");
    }

    @Test
    void portZeroBecomesAFreePort() {
        UpSettings settings =
                read(Map.of(), "--api", "127.0.0.1:0", "--s3", "127.0.0.1:0", "--management", "127.0.0.1:0");
        assertThat(settings.withFreePorts().api().port()).isPositive();
    }
}
