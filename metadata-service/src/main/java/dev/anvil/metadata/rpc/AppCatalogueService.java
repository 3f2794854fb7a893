package dev.anvil.metadata.rpc;

import dev.anvil.metadata.Page;
import dev.anvil.metadata.app.App;
import dev.anvil.metadata.app.AppName;
import dev.anvil.metadata.app.Apps;
import dev.anvil.metadata.app.ClientId;
import dev.anvil.metadata.app.ClientSecret;
import dev.anvil.metadata.app.NewApp;
import dev.anvil.metadata.app.Policy;
import dev.anvil.metadata.tenant.TenantName;
import dev.anvil.metadata.v1.AppCatalogueGrpc;
import dev.anvil.metadata.v1.AppWithSecret;
import dev.anvil.metadata.v1.CreateAppRequest;
import dev.anvil.metadata.v1.Credential;
import dev.anvil.metadata.v1.DeleteAppRequest;
import dev.anvil.metadata.v1.DeleteAppResponse;
import dev.anvil.metadata.v1.ListAppsRequest;
import dev.anvil.metadata.v1.ListAppsResponse;
import dev.anvil.metadata.v1.LookUpCredentialRequest;
import dev.anvil.metadata.v1.PolicyRequest;
import dev.anvil.metadata.v1.ResetSecretRequest;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.function.Function;

final class AppCatalogueService extends AppCatalogueGrpc.AppCatalogueImplBase {
    private final Apps apps;

    AppCatalogueService(Apps apps) {
        this.apps = apps;
    }

    @Override
    public void createApp(CreateAppRequest request, StreamObserver<AppWithSecret> observer) {
        NewApp wanted = new NewApp(
                new TenantName(request.getTenant()),
                new AppName(request.getName()),
                AppMessages.adminRole(request.getAdminRole()),
                request.getPoliciesList().stream().map(AppMessages::policy).toList(),
                given(request.getClientId(), ClientId::new),
                given(request.getClientSecret(), ClientSecret::new));
        Answer.with(observer, AppMessages.toProto(apps.create(wanted)));
    }

    @Override
    public void resetSecret(ResetSecretRequest request, StreamObserver<AppWithSecret> observer) {
        Answer.with(
                observer,
                AppMessages.toProto(
                        apps.resetSecret(new TenantName(request.getTenant()), new AppName(request.getName()))));
    }

    @Override
    public void listApps(ListAppsRequest request, StreamObserver<ListAppsResponse> observer) {
        Page<App> page = apps.list(
                new TenantName(request.getTenant()),
                PlainText.of("the marker", request.getAfter()),
                PageLimit.of(request.getLimit(), Apps.MAX_PAGE));
        ListAppsResponse.Builder answer = ListAppsResponse.newBuilder().setMore(page.more());
        page.items().forEach(app -> answer.addApps(AppMessages.toProto(app)));
        Answer.with(observer, answer.build());
    }

    @Override
    public void deleteApp(DeleteAppRequest request, StreamObserver<DeleteAppResponse> observer) {
        apps.delete(new TenantName(request.getTenant()), new AppName(request.getName()));
        Answer.with(observer, DeleteAppResponse.getDefaultInstance());
    }

    @Override
    public void grantPolicy(PolicyRequest request, StreamObserver<dev.anvil.metadata.v1.App> observer) {
        Policy policy = AppMessages.policy(request.getPolicy());
        Answer.with(
                observer,
                AppMessages.toProto(
                        apps.grant(new TenantName(request.getTenant()), new AppName(request.getApp()), policy)));
    }

    @Override
    public void revokePolicy(PolicyRequest request, StreamObserver<dev.anvil.metadata.v1.App> observer) {
        Policy policy = AppMessages.policy(request.getPolicy());
        Answer.with(
                observer,
                AppMessages.toProto(
                        apps.revoke(new TenantName(request.getTenant()), new AppName(request.getApp()), policy)));
    }

    @Override
    public void lookUpCredential(LookUpCredentialRequest request, StreamObserver<Credential> observer) {
        Answer.with(observer, AppMessages.toProto(apps.credential(clientId(request.getClientId()))));
    }

    /** Anybody in the world can send any text as an access key id. One that cannot be is simply not there. */
    private static ClientId clientId(String text) {
        try {
            return new ClientId(text);
        } catch (IllegalArgumentException e) {
            throw new ServiceFailure(Kind.NOT_FOUND, "NOT_FOUND", "there is no such client id", e);
        }
    }

    private static <T> Optional<T> given(String text, Function<String, T> type) {
        return text.isEmpty() ? Optional.empty() : Optional.of(type.apply(text));
    }
}
