package dev.anvil.metadata.rpc;

import dev.anvil.metadata.Page;
import dev.anvil.metadata.app.App;
import dev.anvil.metadata.app.AppChange;
import dev.anvil.metadata.app.AppName;
import dev.anvil.metadata.app.Apps;
import dev.anvil.metadata.app.ClientId;
import dev.anvil.metadata.app.ClientSecret;
import dev.anvil.metadata.app.NewApp;
import dev.anvil.metadata.app.Policy;
import dev.anvil.metadata.audit.AuditLog;
import dev.anvil.metadata.tenant.TenantName;
import dev.anvil.metadata.v1.AppCatalogueGrpc;
import dev.anvil.metadata.v1.AppWithSecret;
import dev.anvil.metadata.v1.CreateAppRequest;
import dev.anvil.metadata.v1.Credential;
import dev.anvil.metadata.v1.DeleteAppRequest;
import dev.anvil.metadata.v1.DeleteAppResponse;
import dev.anvil.metadata.v1.GetAppRequest;
import dev.anvil.metadata.v1.ListAdministratorsRequest;
import dev.anvil.metadata.v1.ListAppsRequest;
import dev.anvil.metadata.v1.ListAppsResponse;
import dev.anvil.metadata.v1.LookUpCredentialRequest;
import dev.anvil.metadata.v1.PolicyRequest;
import dev.anvil.metadata.v1.ResetSecretRequest;
import dev.anvil.metadata.v1.RotateSecretRequest;
import dev.anvil.metadata.v1.UpdateAppRequest;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

final class AppCatalogueService extends AppCatalogueGrpc.AppCatalogueImplBase {
    private final Apps apps;
    private final AuditLog audit;

    AppCatalogueService(Apps apps, AuditLog audit) {
        this.audit = audit;
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
                given(request.getClientSecret(), ClientSecret::new),
                instant(request.getExpiresMillis()));
        Answer.with(
                observer,
                AppMessages.toProto(audit.change(
                        "app.create",
                        subject(request.getTenant(), request.getName()),
                        made -> "client id " + made.app().clientId() + ", role "
                                + made.app().adminRole() + ", policies "
                                + made.app().policies(),
                        () -> apps.create(wanted))));
    }

    @Override
    public void resetSecret(ResetSecretRequest request, StreamObserver<AppWithSecret> observer) {
        Answer.with(
                observer,
                AppMessages.toProto(audit.change(
                        "app.reset-secret",
                        subject(request.getTenant(), request.getName()),
                        "",
                        () -> apps.resetSecret(new TenantName(request.getTenant()), new AppName(request.getName())))));
    }

    @Override
    public void rotateSecret(RotateSecretRequest request, StreamObserver<AppWithSecret> observer) {
        Duration overlap = Duration.ofSeconds(Integer.toUnsignedLong(request.getOverlapSeconds()));
        Answer.with(
                observer,
                AppMessages.toProto(audit.change(
                        "app.rotate",
                        subject(request.getTenant(), request.getName()),
                        "older secrets are taken for " + overlap.toSeconds() + " s",
                        () -> apps.rotateSecret(
                                new TenantName(request.getTenant()), new AppName(request.getName()), overlap))));
    }

    @Override
    public void getApp(GetAppRequest request, StreamObserver<dev.anvil.metadata.v1.App> observer) {
        Answer.with(
                observer,
                AppMessages.toProto(apps.get(new TenantName(request.getTenant()), new AppName(request.getName()))));
    }

    @Override
    public void updateApp(UpdateAppRequest request, StreamObserver<dev.anvil.metadata.v1.App> observer) {
        AppChange change = new AppChange(
                request.hasEnabled() ? request.getEnabled() : null,
                request.hasAdminRole() ? AppMessages.adminRole(request.getAdminRole()) : null,
                request.hasExpiresMillis() ? Optional.ofNullable(instant(request.getExpiresMillis())) : null);
        App app = audit.change(
                "app.update",
                subject(request.getTenant(), request.getName()),
                changed -> (changed.enabled() ? "enabled" : "disabled") + ", role " + changed.adminRole() + ", expires "
                        + (changed.expires() == null ? "never" : changed.expires()),
                () -> apps.update(new TenantName(request.getTenant()), new AppName(request.getName()), change));
        Answer.with(observer, AppMessages.toProto(app));
    }

    @Override
    public void listAdministrators(ListAdministratorsRequest request, StreamObserver<ListAppsResponse> observer) {
        Page<App> page = apps.administrators(PageLimit.of(request.getLimit(), Apps.MAX_PAGE));
        ListAppsResponse.Builder answer = ListAppsResponse.newBuilder().setMore(page.more());
        page.items().forEach(app -> answer.addApps(AppMessages.toProto(app)));
        Answer.with(observer, answer.build());
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
        DeleteAppResponse answer =
                audit.change("app.delete", subject(request.getTenant(), request.getName()), "", () -> {
                    apps.delete(new TenantName(request.getTenant()), new AppName(request.getName()));
                    return DeleteAppResponse.getDefaultInstance();
                });
        Answer.with(observer, answer);
    }

    @Override
    public void grantPolicy(PolicyRequest request, StreamObserver<dev.anvil.metadata.v1.App> observer) {
        Policy policy = AppMessages.policy(request.getPolicy());
        Answer.with(
                observer,
                AppMessages.toProto(audit.change(
                        "policy.grant",
                        subject(request.getTenant(), request.getApp()),
                        policy.action() + "|" + policy.resource(),
                        () -> apps.grant(new TenantName(request.getTenant()), new AppName(request.getApp()), policy))));
    }

    @Override
    public void revokePolicy(PolicyRequest request, StreamObserver<dev.anvil.metadata.v1.App> observer) {
        Policy policy = AppMessages.policy(request.getPolicy());
        Answer.with(
                observer,
                AppMessages.toProto(audit.change(
                        "policy.revoke",
                        subject(request.getTenant(), request.getApp()),
                        policy.action() + "|" + policy.resource(),
                        () -> apps.revoke(
                                new TenantName(request.getTenant()), new AppName(request.getApp()), policy))));
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

    private static String subject(String tenant, String app) {
        return tenant + "/" + app;
    }

    private static @Nullable Instant instant(long millis) {
        return millis <= 0 ? null : Instant.ofEpochMilli(millis);
    }

    private static <T> Optional<T> given(String text, Function<String, T> type) {
        return text.isEmpty() ? Optional.empty() : Optional.of(type.apply(text));
    }
}
