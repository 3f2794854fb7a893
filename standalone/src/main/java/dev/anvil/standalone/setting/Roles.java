package dev.anvil.standalone.setting;

import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.setting.SettingRefused;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which services this node runs, and where those are that it needs and does not run.
 *
 * @param metadata where the metadata service is when it is none of ours
 * @param membership where membership is when it is none of ours
 */
public record Roles(Set<ServiceRole> running, List<HostPort> metadata, List<HostPort> membership) {
    public Roles {
        running = Set.copyOf(running);
        metadata = List.copyOf(metadata);
        membership = List.copyOf(membership);
    }

    static Roles read(@Nullable String option, Map<String, String> environment) {
        Optional<Given> given = Given.of("--roles", option, environment, "ANVIL_ROLES");
        Set<ServiceRole> running = given.map(ServiceRole::parse).orElse(EnumSet.allOf(ServiceRole.class));
        boolean usesMetadata = running.contains(ServiceRole.GATEWAY) || running.contains(ServiceRole.WORKER);
        boolean usesMembership = usesMetadata || running.contains(ServiceRole.STORAGE);
        return new Roles(
                running,
                addresses("METADATA_ADDRS", usesMetadata, running.contains(ServiceRole.METADATA), environment),
                addresses("MEMBERSHIP_ADDRS", usesMembership, running.contains(ServiceRole.MEMBERSHIP), environment));
    }

    private static List<HostPort> addresses(
            String variable, boolean isUsed, boolean isOurs, Map<String, String> environment) {
        if (!isUsed || isOurs) {
            return List.of();
        }
        List<HostPort> addresses = HostPort.parseList(variable, environment.getOrDefault(variable, ""));
        if (addresses.isEmpty()) {
            throw new SettingRefused(
                    variable, "(not set)", "say where that service runs, as HOST:PORT, or add its role to --roles");
        }
        return addresses;
    }

    /**
     * Which service of this node answers on the management port for all of them: who serves clients, else who starts first and
     * stops last.
     */
    public ServiceRole answering() {
        return Stream.of(
                        ServiceRole.GATEWAY,
                        ServiceRole.MEMBERSHIP,
                        ServiceRole.METADATA,
                        ServiceRole.STORAGE,
                        ServiceRole.WORKER)
                .filter(running::contains)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a node without services"));
    }

    public boolean runs(ServiceRole role) {
        return running.contains(role);
    }

    /** Whether anything here talks to a catalogue, ours or another node's. */
    public boolean hasCatalogue() {
        return runs(ServiceRole.METADATA) || !metadata.isEmpty();
    }
}
