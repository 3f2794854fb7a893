package dev.anvil.standalone.setting;

import dev.anvil.cli.instance.DataFolder;
import dev.anvil.model.RegionName;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.setting.SettingRefused;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code up} shall do: options count more than variables, variables more than defaults. A value that exists here is
 * legal; whether ports are free is found out later.
 */
public record UpSettings(
        DataFolder folder,
        HostPort api,
        HostPort s3,
        HostPort management,
        boolean managementChosen,
        ClusterSettings cluster,
        Roles roles,
        int drives,
        RegionName region,
        Optional<DatabaseUrls> databases,
        GivenSecrets secrets) {
    private static final int DEFAULT_DRIVES = 6;
    private static final int MAX_DRIVES = 256;

    public static UpSettings read(UpOptions options, Map<String, String> environment) {
        DataFolder folder = options.folder();
        Given.of(environment, "ANVIL_TLS_CERTIFICATE").ifPresent(given -> {
            throw new SettingRefused(
                    given.name(),
                    "'" + given.value() + "'",
                    "unset it: `anvil up` serves without TLS. Put a proxy in front, or run gateway-service alone");
        });
        Optional<Given> management = Given.of("--management", options.management, environment, "MANAGEMENT_BIND_ADDR");
        return new UpSettings(
                folder,
                address(Given.of("--api", options.api, environment, "API_LISTEN_ADDR", "GRPC_BIND_ADDR"), 50_051),
                address(Given.of("--s3", options.s3, environment, "HTTP_BIND_ADDR"), 9_000),
                address(management, 50_052),
                management.isPresent(),
                cluster(options, environment),
                Roles.read(options.roles, environment),
                drives(folder, Given.of("--drives", options.drives, environment, "ANVIL_DRIVES")),
                region(Given.of("--region", options.region, environment, "REGION")),
                DatabaseUrls.of(environment),
                GivenSecrets.of(environment));
    }

    /** The same with every port known and free; fails where one is taken. */
    public UpSettings withFreePorts() {
        boolean serves = roles.runs(ServiceRole.GATEWAY);
        return new UpSettings(
                folder,
                serves ? PortCheck.free("--api", api) : api,
                serves ? PortCheck.free("--s3", s3) : s3,
                // Beside a node with a gateway another one gives way, unless somebody chose its port.
                PortCheck.free(
                        "--management",
                        serves || managementChosen ? management : PortCheck.freeOrAny("--management", management)),
                managementChosen,
                roles.runs(ServiceRole.MEMBERSHIP) ? cluster.withFreePort() : cluster,
                roles,
                drives,
                region,
                databases,
                secrets);
    }

    public String apiUrl() {
        return url(api);
    }

    public String s3Url() {
        return url(s3);
    }

    public String managementUrl() {
        return url(management);
    }

    private String url(HostPort address) {
        return "http://" + new HostPort(localHost(address), address.port());
    }

    /** Where this machine reaches an address that it listens on: nobody can call a wildcard. */
    public String localHost(HostPort address) {
        return switch (address.host()) {
            case "0.0.0.0", "*" -> "127.0.0.1";
            case "::", "0:0:0:0:0:0:0:0" -> "::1";
            default -> address.host();
        };
    }

    private static HostPort address(Optional<Given> given, int port) {
        return given.map(found -> HostPort.parse(found.name(), found.value())).orElse(new HostPort("127.0.0.1", port));
    }

    private static ClusterSettings cluster(UpOptions options, Map<String, String> environment) {
        boolean initialise = options.initCluster != null
                ? options.initCluster
                : Given.of(environment, "INIT_CLUSTER").map(Given::isTrue).orElse(false);
        Optional<Given> listen =
                Given.of("--cluster", options.cluster, environment, "CLUSTER_LISTEN_ADDR", "QUIC_BIND_ADDR");
        return new ClusterSettings(
                listen.map(given -> ClusterAddress.parse(given.name(), given.value()))
                        .orElse(ClusterAddress.parse("--cluster", "/ip4/127.0.0.1/udp/7443/quic-v1")),
                listen.isPresent(),
                Given.of(environment, "ANVIL_STORAGE_PORT").map(given -> given.number(0, 65_535)),
                initialise,
                addresses(Given.of(environment, "BOOTSTRAP_ADDRS")),
                Given.of(environment, "ENABLE_MDNS").map(Given::isTrue).orElse(true),
                addresses(Given.of(environment, "PUBLIC_CLUSTER_ADDRS", "PUBLIC_ADDRS")),
                Given.of(environment, "PUBLIC_API_ADDR", "PUBLIC_GRPC_ADDR")
                        .map(given ->
                                HostPort.parse(given.name(), given.value()).toString())
                        .orElse(""));
    }

    private static List<ClusterAddress> addresses(Optional<Given> given) {
        return given.stream()
                .flatMap(found -> Arrays.stream(found.value().split(",", -1))
                        .filter(text -> !text.isBlank())
                        .map(text -> ClusterAddress.parse(found.name(), text)))
                .toList();
    }

    /** Fewer drives than there were would leave objects without some of their shards. */
    private static int drives(DataFolder folder, Optional<Given> given) {
        String[] names = folder.drives().toFile().list((parent, name) -> name.matches("drive-[0-9]+"));
        int existing = names == null
                ? 0
                : Arrays.stream(names)
                        .mapToInt(name -> Integer.parseInt(name.substring("drive-".length())))
                        .max()
                        .orElse(0);
        if (given.isEmpty()) {
            return existing == 0 ? DEFAULT_DRIVES : Math.min(existing, MAX_DRIVES);
        }
        int wanted = given.get().number(1, MAX_DRIVES);
        if (wanted < existing) {
            throw new SettingRefused(
                    given.get().name(),
                    String.valueOf(wanted),
                    folder.drives() + " has " + existing + " drives with objects on them: give " + existing
                            + " or more");
        }
        return wanted;
    }

    private static RegionName region(Optional<Given> given) {
        String name = given.map(Given::value).orElse("us-east-1");
        try {
            return new RegionName(name);
        } catch (IllegalArgumentException e) {
            throw new SettingRefused(
                    given.map(Given::name).orElse("REGION"),
                    "'" + name + "'",
                    "use 1 to 63 of a-z, 0-9 and '-', beginning and ending with a letter or digit");
        }
    }
}
