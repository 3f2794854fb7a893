package dev.anvil.gateway.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.catalogue.Encryption;
import dev.anvil.gateway.catalogue.EncryptionContext;
import dev.anvil.gateway.catalogue.Guards;
import dev.anvil.gateway.catalogue.NamedKey;
import dev.anvil.model.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GuardMessagesTest {
    @Test
    void everyWayToEncryptComesBackAsItWent() {
        NamedKey key = new NamedKey(TenantId.create(), "billing");
        for (Encryption encryption : List.of(
                new Encryption.ByService("id", "wrapped"),
                new Encryption.ByNamedKey(key, EncryptionContext.NONE, false, "id:wrapped"),
                new Encryption.ByNamedKey(key, new EncryptionContext("{\"a\":\"b\"}"), true, "id:wrapped"),
                new Encryption.ByCustomer("salt", "check"))) {
            Guards guards = Guards.NONE.with(encryption);
            assertThat(GuardMessages.guards(GuardMessages.message(guards))).isEqualTo(guards);
        }
    }

    /** What a newer version has encrypted is not handed out as if it were plain. */
    @Test
    void aWayThatIsNotKnownIsAnError() {
        var message = dev.anvil.metadata.v1.Guards.newBuilder()
                .setEncryption("{\"by\":\"magic\"}")
                .build();
        assertThatThrownBy(() -> GuardMessages.guards(message)).hasMessageContaining("magic");
    }
}
