package dev.anvil.metadata.rpc;

import static dev.anvil.metadata.rpc.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import dev.anvil.metadata.database.TestPostgres;
import dev.anvil.metadata.v1.ErrorReason;
import dev.anvil.metadata.v1.ListRegionsRequest;
import dev.anvil.metadata.v1.LookUpObjectRequest;
import dev.anvil.metadata.v1.ObjectCatalogueGrpc;
import dev.anvil.metadata.v1.RegionCatalogueGrpc;
import dev.anvil.runtime.setting.SettingRefused;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stops a start, and what is said then. */
class StartIT {
    private final TestPostgres global = TestPostgres.empty();
    private final TestPostgres regional = TestPostgres.empty();

    @Test
    void aStartWithAnotherKeyIsRefusedAndOneWithTheSameIsNot() {
        RunningService.start(global, regional).close();
        SettingRefused refused = refusal(Map.of("anvil.secret-encryption-key", "fedcba9876543210".repeat(4)));
        assertThat(refused)
                .hasMessageContaining("ANVIL_SECRET_ENCRYPTION_KEY is another key")
                .hasMessageContaining("first started with")
                .hasMessageNotContaining("fedcba98");
        RunningService.start(global, regional).close();
    }

    @Test
    void aKeyIsNeeded() {
        assertThat(refusal(Map.of("anvil.secret-encryption-key", "")))
                .hasMessageContaining("ANVIL_SECRET_ENCRYPTION_KEY is (not set)");
    }

    @Test
    void aDatabaseIsNeeded() {
        assertThat(refusal(Map.of("anvil.database.global-url", "", "anvil.database.regional-url", "")))
                .hasMessageContaining("GLOBAL_DATABASE_URL")
                .hasMessageContaining("REGIONAL_DATABASE_URL");
    }

    @Test
    void theTwoDatabasesAreTwo() {
        assertThat(refusal(Map.of("anvil.database.regional-url", global.url())))
                .hasMessageContaining("REGIONAL_DATABASE_URL is the same as GLOBAL_DATABASE_URL");
    }

    @Test
    void aRegionIsNeeded() {
        assertThat(refusal(Map.of("anvil.region", "Not A Region"))).hasMessageContaining("REGION is 'Not A Region'");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNamedWithoutItsPassword() {
        assertThat(refusal(Map.of(
                        "anvil.database.global-url", "postgres://anvil:hidden-word@127.0.0.1:1/anvil",
                        "anvil.database.start-patience", "0s")))
                .hasMessageContaining("GLOBAL_DATABASE_URL")
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageNotContaining("hidden-word");
    }

    @Test
    void aServiceWithTheGlobalRoleAloneStarts() {
        try (RunningService onlyGlobal = RunningService.start(global.url(), "", Map.of())) {
            assertThat(RegionCatalogueGrpc.newBlockingStub(onlyGlobal.channel())
                            .listRegions(ListRegionsRequest.getDefaultInstance())
                            .getRegionsCount())
                    .isOne();
        }
    }

    @Test
    void aServiceWithTheRegionalRoleAloneStarts() {
        try (RunningService onlyRegional = RunningService.start("", regional.url(), Map.of())) {
            assertRefused(
                    ErrorReason.ERROR_REASON_NO_SUCH_KEY,
                    () -> ObjectCatalogueGrpc.newBlockingStub(onlyRegional.channel())
                            .lookUpObject(LookUpObjectRequest.newBuilder()
                                    .setBucketId(ByteString.copyFrom(new byte[16]))
                                    .setKey("key")
                                    .build()));
        }
    }

    private SettingRefused refusal(Map<String, String> settings) {
        Throwable failure = catchThrowable(() ->
                RunningService.start(global.url(), regional.url(), settings).close());
        while (failure != null && !(failure instanceof SettingRefused)) {
            failure = failure.getCause();
        }
        if (failure instanceof SettingRefused refused) {
            return refused;
        }
        throw new AssertionError("the start was not refused");
    }
}
