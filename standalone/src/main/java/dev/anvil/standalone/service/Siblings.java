package dev.anvil.standalone.service;

import dev.anvil.runtime.setting.HostPort;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a service finds those that it needs.
 *
 * @param host by which all services of this process are known to be one node
 */
record Siblings(List<HostPort> membership, List<HostPort> metadata, String host) {
    Siblings {
        membership = List.copyOf(membership);
        metadata = List.copyOf(metadata);
    }

    void tell(Map<String, String> told) {
        told.put("MEMBERSHIP_ADDRS", joined(membership));
        told.put("METADATA_ADDRS", joined(metadata));
        told.put("ANVIL_HOST_ID", host);
    }

    private static String joined(List<HostPort> addresses) {
        return addresses.stream().map(HostPort::toString).collect(Collectors.joining(","));
    }
}
