package dev.anvil.gc.peer;

import dev.anvil.model.RegionName;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.setting.SettingRefused;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Which catalogue the worker works for: {@code METADATA_ADDRS} and {@code REGION}. */
@ConfigurationProperties("anvil.metadata")
record MetadataSettings(
        @DefaultValue("") String addresses,
        @DefaultValue("") String region) {
    private static final String VARIABLE = "METADATA_ADDRS";

    List<HostPort> hosts() {
        List<HostPort> hosts = HostPort.parseList(VARIABLE, addresses);
        if (hosts.isEmpty()) {
            throw new SettingRefused(
                    VARIABLE,
                    "(not set)",
                    "give the gRPC addresses of the metadata services, for example 127.0.0.1:50061");
        }
        return hosts;
    }

    RegionName regionName() {
        try {
            return new RegionName(region);
        } catch (IllegalArgumentException e) {
            throw new SettingRefused(
                    "REGION",
                    "'" + region + "'",
                    "give the region's name, 1 to 63 of a-z, 0-9 and '-', for example eu-central-1");
        }
    }
}
