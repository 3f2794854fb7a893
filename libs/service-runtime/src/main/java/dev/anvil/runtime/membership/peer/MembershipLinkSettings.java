package dev.anvil.runtime.membership.peer;

import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.setting.SettingRefused;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where membership is. Set as {@code MEMBERSHIP_ADDRS}: one or more of HOST:PORT, in the order to try them.
 *
 * @param hostId the same for all services of one process, which are shown as one node
 */
@ConfigurationProperties("anvil.membership-link")
record MembershipLinkSettings(
        @DefaultValue("") String addresses,
        @DefaultValue("") String hostId) {
    private static final String VARIABLE = "MEMBERSHIP_ADDRS";

    List<HostPort> members() {
        List<HostPort> members = HostPort.parseList(VARIABLE, addresses);
        if (members.isEmpty()) {
            throw new SettingRefused(
                    VARIABLE,
                    "(not set)",
                    "give the gRPC address of the membership service, for example 127.0.0.1:50081");
        }
        return members;
    }
}
