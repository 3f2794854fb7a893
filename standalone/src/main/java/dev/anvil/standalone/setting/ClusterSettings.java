package dev.anvil.standalone.setting;

import java.util.List;
import java.util.Map;

/** How this node finds others and how they reach it. */
public record ClusterSettings(
        ClusterAddress listen,
        boolean initialise,
        List<ClusterAddress> bootstrap,
        boolean mdns,
        List<ClusterAddress> announced,
        String publicApi) {
    public ClusterSettings {
        bootstrap = List.copyOf(bootstrap);
        announced = List.copyOf(announced);
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
