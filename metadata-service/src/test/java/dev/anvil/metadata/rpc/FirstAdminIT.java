package dev.anvil.metadata.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.metadata.database.TestPostgres;
import dev.anvil.metadata.v1.AdminRole;
import dev.anvil.metadata.v1.AppCatalogueGrpc;
import dev.anvil.metadata.v1.Credential;
import dev.anvil.metadata.v1.LookUpCredentialRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstAdminIT {
    private final TestPostgres global = TestPostgres.empty();
    private final TestPostgres regional = TestPostgres.empty();

    @Test
    void theFirstAdministratorIsMadeOnceAndStays() {
        for (int start = 0; start < 2; start++) {
            Map<String, String> admin = Map.of(
                    "anvil.first-admin.client-id",
                    "FIRSTADMIN",
                    "anvil.first-admin.client-secret",
                    "a-secret-" + start);
            try (RunningService service = RunningService.start(global.url(), regional.url(), admin)) {
                Credential credential = AppCatalogueGrpc.newBlockingStub(service.channel())
                        .lookUpCredential(LookUpCredentialRequest.newBuilder()
                                .setClientId("FIRSTADMIN")
                                .build());
                assertThat(credential.getApp().getAdminRole()).isEqualTo(AdminRole.ADMIN_ROLE_SUPER_ADMIN);
                assertThat(credential.getApp().getTenantName()).isEqualTo("default");
                assertThat(credential.getClientSecret()).isEqualTo("a-secret-0");
            }
        }
    }

    @Test
    void halfAnAdministratorIsRefused() {
        assertThatThrownBy(() -> RunningService.start(
                                global.url(), regional.url(), Map.of("anvil.first-admin.client-id", "FIRSTADMIN"))
                        .close())
                .hasStackTraceContaining("ANVIL_ADMIN_CLIENT_SECRET is (not set)");
    }
}
