package dev.anvil.gateway.peer;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.anvil.gateway.catalogue.AdminRole;
import dev.anvil.gateway.catalogue.Credential;
import dev.anvil.gateway.catalogue.CredentialSource;
import dev.anvil.gateway.catalogue.Grant;
import dev.anvil.gateway.shared.SharedAnswers;
import dev.anvil.metadata.v1.App;
import dev.anvil.metadata.v1.AppCatalogueGrpc;
import dev.anvil.metadata.v1.AppCatalogueGrpc.AppCatalogueBlockingStub;
import dev.anvil.metadata.v1.LookUpCredentialRequest;
import dev.anvil.model.AppId;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.Channel;
import java.time.Instant;
import java.util.Optional;

/** Credentials, asked of metadata-service. */
final class GrpcCredentialSource implements CredentialSource {
    private final AppCatalogueBlockingStub stub;
    private final SharedAnswers shared;

    GrpcCredentialSource(Channel channel, SharedAnswers shared) {
        this.shared = shared;
        this.stub = AppCatalogueGrpc.newBlockingStub(channel);
    }

    @Override
    public Optional<Credential> find(String clientId) {
        LookUpCredentialRequest request =
                LookUpCredentialRequest.newBuilder().setClientId(clientId).build();
        try {
            byte[] answer = shared.find(
                    SharedAnswers.Kind.CREDENTIAL,
                    clientId,
                    () -> Calls.repeatable(() -> stub.lookUpCredential(request)).toByteArray());
            return Optional.of(credential(dev.anvil.metadata.v1.Credential.parseFrom(answer)));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a credential cannot be read", e);
        } catch (ServiceFailure e) {
            if (e.kind() == ServiceFailure.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Credential credential(dev.anvil.metadata.v1.Credential message) {
        App app = message.getApp();
        return new Credential(
                AppId.parse(app.getAppId()),
                app.getName(),
                app.getClientId(),
                message.getClientSecret(),
                TenantMessages.tenant(message.getTenant()),
                app.getPoliciesList().stream()
                        .map(policy -> new Grant(policy.getAction(), policy.getResource()))
                        .toList(),
                role(app.getAdminRole()),
                app.getEnabled(),
                app.getExpiresMillis() == 0 ? null : Instant.ofEpochMilli(app.getExpiresMillis()),
                message.getRetiringList().stream()
                        .map(secret -> new Credential.RetiringSecret(
                                secret.getClientSecret(), Instant.ofEpochMilli(secret.getRetiresMillis())))
                        .toList());
    }

    private static AdminRole role(dev.anvil.metadata.v1.AdminRole message) {
        return switch (message) {
            case ADMIN_ROLE_SUPER_ADMIN -> AdminRole.SUPER_ADMIN;
            case ADMIN_ROLE_READ_ONLY_VIEWER -> AdminRole.READ_ONLY_VIEWER;
            // A role that this version does not know gives nothing.
            case ADMIN_ROLE_NONE, ADMIN_ROLE_UNSPECIFIED, UNRECOGNIZED -> AdminRole.NONE;
        };
    }
}
