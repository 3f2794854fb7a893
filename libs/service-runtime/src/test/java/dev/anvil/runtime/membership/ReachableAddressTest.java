package dev.anvil.runtime.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.model.NodeId;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.setting.SettingRefused;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachableAddressTest {
    @Test
    void whatTheOperatorSaysCounts() {
        assertThat(ReachableAddress.of("node-1.example:7000", "0.0.0.0", 50071))
                .isEqualTo(new HostPort("node-1.example", 7000));
        assertThat(ReachableAddress.of("node-1.example:0", "0.0.0.0", 50071))
                .isEqualTo(new HostPort("node-1.example", 50071));
    }

    @Test
    void otherwiseItIsWhereTheServerListens() {
        for (String bound : List.of("127.0.0.1", "::1", "node-1.example")) {
            assertThat(ReachableAddress.of("", bound, 50071)).isEqualTo(new HostPort(bound, 50071));
        }
    }

    @Test
    void aWildcardIsNoAddress() {
        for (String wildcard : List.of("", "*", "0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0")) {
            HostPort reachable = ReachableAddress.of("", wildcard, 1);
            assertThat(reachable.host()).isNotEqualTo(wildcard).isNotEmpty();
        }
        assertThatThrownBy(() -> new NodeAnnouncement(
                        NodeId.create(), NodeRole.STORAGE, new HostPort("0.0.0.0", 1), "", List.of()))
                .hasMessageContaining("PUBLIC_GRPC_ADDR");
    }

    @Test
    void nonsenseIsRefusedWithTheVariablesName() {
        assertThatThrownBy(() -> ReachableAddress.of("no port", "0.0.0.0", 1))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("PUBLIC_GRPC_ADDR");
    }
}
