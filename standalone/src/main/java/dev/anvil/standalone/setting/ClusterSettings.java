package dev.anvil.standalone.setting;

import dev.anvil.runtime.setting.HostPort;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How this node finds others and how they reach it.
 *
 * @param chosen whether somebody chose where to listen; else any other port will do
 * @param storagePort where others reach our drives, when somebody chose it
 */
public record ClusterSettings(
        ClusterAddress listen,
        boolean chosen,
        Optional<Integer> storagePort,
        boolean initialise,
        List<ClusterAddress> bootstrap,
        boolean mdns,
        List<ClusterAddress> announced,
        String publicApi) {
    private static final int STORAGE_PORT = 50_071;

    public ClusterSettings {
        bootstrap = List.copyOf(bootstrap);
        announced = List.copyOf(announced);
    }

    /** The same with a port that is free; fails where the chosen one is taken. */
    ClusterSettings withFreePort() {
        return new ClusterSettings(
                PortCheck.free("--cluster", listen, chosen),
                chosen,
                storagePort,
                initialise,
                bootstrap,
                mdns,
                announced,
                publicApi);
    }

    /** Where the drives are served: to this machine alone, or wherever gossip is heard. */
    public HostPort storage() {
        if (storagePort.isPresent()) {
            return new HostPort(listen.host(), storagePort.get());
        }
        return listen.isOnThisMachineOnly()
                ? new HostPort(listen.host(), 0)
                : PortCheck.freeOrAny("ANVIL_STORAGE_PORT", new HostPort(listen.host(), STORAGE_PORT));
    }

    /** The host that others reach this node at, when that is not where it listens. */
    public Optional<String> publicHost() {
        if (!publicApi.isEmpty()) {
            return Optional.of(HostPort.parse("PUBLIC_API_ADDR", publicApi).host());
        }
        return announced.stream().map(ClusterAddress::host).findFirst();
    }

    /** The variables by which a service learns of these settings. */
    public Map<String, String> variables() {
        return Map.of(
                "CLUSTER_LISTEN_ADDR", listen.text(),
                "INIT_CLUSTER", Boolean.toString(initialise),
                "BOOTSTRAP_ADDRS", joined(bootstrap),
                "ENABLE_MDNS", Boolean.toString(mdns),
                "PUBLIC_CLUSTER_ADDRS", joined(announced),
                "PUBLIC_API_ADDR", publicApi);
    }

    private static String joined(List<ClusterAddress> addresses) {
        return String.join(",", addresses.stream().map(ClusterAddress::text).toList());
    }
}
