package dev.anvil.metadata.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.v1.CatalogueHealthGrpc;
import dev.anvil.metadata.v1.CheckDatabasesRequest;
import dev.anvil.metadata.v1.DatabaseState;
import org.junit.jupiter.api.Test;

class CatalogueHealthIT {
    @Test
    void bothDatabasesAreAskedAndTheRegionalOneIsNeeded() {
        var answer = CatalogueHealthGrpc.newBlockingStub(RunningService.shared().channel())
                .checkDatabases(CheckDatabasesRequest.getDefaultInstance());
        assertThat(answer.getDatabasesList())
                .containsExactlyInAnyOrder(state("global", false), state("regional", true));
    }

    private static DatabaseState state(String name, boolean needed) {
        return DatabaseState.newBuilder()
                .setName(name)
                .setAnswers(true)
                .setNeeded(needed)
                .build();
    }
}
