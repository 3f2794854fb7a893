package dev.anvil.gateway.peer;

import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.setting.SettingRefused;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the catalogues are. Set as {@code METADATA_ADDRS}: one or more of HOST:PORT. */
@ConfigurationProperties("anvil.gateway.peers")
record PeerSettings(@DefaultValue("") String metadataAddresses) {
    private static final String VARIABLE = "METADATA_ADDRS";

    List<HostPort> metadata() {
        List<HostPort> addresses = HostPort.parseList(VARIABLE, metadataAddresses);
        if (addresses.isEmpty()) {
            throw new SettingRefused(
                    VARIABLE,
                    "(not set)",
                    "give the gRPC address of the metadata service, for example 127.0.0.1:50061");
        }
        return addresses;
    }
}
