package dev.anvil.gateway.api;

import dev.anvil.api.v1.AuthServiceGrpc.AuthServiceImplBase;
import dev.anvil.api.v1.GetAccessTokenRequest;
import dev.anvil.api.v1.GetAccessTokenResponse;
import dev.anvil.gateway.auth.CredentialDirectory;
import dev.anvil.gateway.catalogue.Credential;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Gives tokens for client ids and secrets. */
final class AuthApi extends AuthServiceImplBase {
    private static final int MAX_SCOPES = 100;

    private final AccessTokens tokens;
    private final CredentialDirectory credentials;

    AuthApi(AccessTokens tokens, CredentialDirectory credentials) {
        this.tokens = tokens;
        this.credentials = credentials;
    }

    @Override
    public void getAccessToken(GetAccessTokenRequest request, StreamObserver<GetAccessTokenResponse> observer) {
        Answers.answer(observer, () -> issue(request));
    }

    private GetAccessTokenResponse issue(GetAccessTokenRequest request) {
        List<String> scopes = request.getScopesList();
        if (scopes.size() > MAX_SCOPES) {
            throw ServiceFailure.invalid("a token has at most " + MAX_SCOPES + " scopes");
        }
        scopes.forEach(Scopes::parse);
        Credential credential = credentials
                .find(request.getClientId())
                .filter(Credential::enabled)
                .filter(found -> found.secrets().stream().anyMatch(secret -> isSame(secret, request.getClientSecret())))
                // Which of the two is wrong is nobody's business.
                .orElseThrow(() -> new ServiceFailure(
                        ServiceFailure.Kind.UNAUTHENTICATED,
                        "INVALID_CLIENT",
                        "the client id or the client secret is wrong"));
        return GetAccessTokenResponse.newBuilder()
                .setAccessToken(tokens.issue(credential.clientId(), scopes))
                .setExpiresIn(AccessTokens.LIFETIME.toSeconds())
                .build();
    }

    private static boolean isSame(String known, String sent) {
        return MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
