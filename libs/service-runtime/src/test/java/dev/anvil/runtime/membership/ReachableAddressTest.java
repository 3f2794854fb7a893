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
        assertThat(ReachableAddress.of("", "127.0.0.1", 50071)).isEqualTo(new HostPort("127.0.0.1", 50071));
    }

    @Test
    void aWildcardIsNoAddress() {
        assertThat(ReachableAddress.of("", "0.0.0.0", 1).host()).isNotEqualTo("0.0.0.0");
        assertThat(ReachableAddress.of("", "::", 1).host()).isNotEqualTo("::");
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
