package dev.anvil.metadata.rpc;

import dev.anvil.metadata.database.Databases;
import dev.anvil.metadata.v1.CatalogueHealthGrpc;
import dev.anvil.metadata.v1.CheckDatabasesRequest;
import dev.anvil.metadata.v1.CheckDatabasesResponse;
import dev.anvil.metadata.v1.DatabaseState;
import io.grpc.stub.StreamObserver;
import java.util.Locale;

final class CatalogueHealthService extends CatalogueHealthGrpc.CatalogueHealthImplBase {
    private final Databases databases;

    CatalogueHealthService(Databases databases) {
        this.databases = databases;
    }

    @Override
    public void checkDatabases(CheckDatabasesRequest request, StreamObserver<CheckDatabasesResponse> observer) {
        CheckDatabasesResponse.Builder answer = CheckDatabasesResponse.newBuilder();
        databases
                .check()
                .forEach(state -> answer.addDatabases(DatabaseState.newBuilder()
                        .setName(state.schema().name().toLowerCase(Locale.ROOT))
                        .setAnswers(state.answers())
                        .setNeeded(state.needed())));
        Answer.with(observer, answer.build());
    }
}
