package dev.anvil.gateway.api;

import dev.anvil.api.v1.AuthServiceGrpc;
import dev.anvil.gateway.auth.CredentialDirectory;
import dev.anvil.gateway.catalogue.Credential;
import dev.anvil.gateway.pace.AppPace;
import dev.anvil.runtime.failure.FailureStatus;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusException;
import org.jspecify.annotations.Nullable;

/** Checks the token of every public call but the one that asks for a token. */
final class BearerInterceptor implements ServerInterceptor {
    static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;
    private final CredentialDirectory credentials;
    private final AppPace pace;

    BearerInterceptor(AccessTokens tokens, CredentialDirectory credentials, AppPace pace) {
        this.tokens = tokens;
        this.credentials = credentials;
        this.pace = pace;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (!needsToken(call.getMethodDescriptor().getServiceName())) {
            return next.startCall(call, headers);
        }
        try {
            Context context = Context.current().withValue(ApiCaller.KEY, caller(headers.get(AUTHORIZATION)));
            return Contexts.interceptCall(context, call, headers, next);
        } catch (ServiceFailure e) {
            StatusException status = FailureStatus.toStatus(e);
            Metadata trailers = status.getTrailers();
            call.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
            return new ServerCall.Listener<>() {};
        }
    }

    private static boolean needsToken(@Nullable String service) {
        return service != null
                && !service.equals(AuthServiceGrpc.SERVICE_NAME)
                && PublicApi.PREFIXES.stream().anyMatch(service::startsWith);
    }

    private ApiCaller caller(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw refused("send the access token as 'authorization: Bearer <token>'");
        }
        AccessTokens.Claims claims =
                tokens.verify(authorization.substring(SCHEME.length()).strip());
        Credential credential = credentials
                .find(claims.sub())
                .filter(Credential::enabled)
                .orElseThrow(() -> refused("the app of this access token is gone or disabled"));
        if (!pace.admits(credential.app())) {
            throw new ServiceFailure(
                    ServiceFailure.Kind.EXHAUSTED, "SLOW_DOWN", "this app asks too often: try again a little later");
        }
        return new ApiCaller(
                credential, claims.scopes().stream().map(Scopes::parse).toList());
    }

    private static ServiceFailure refused(String message) {
        return new ServiceFailure(ServiceFailure.Kind.UNAUTHENTICATED, "INVALID_TOKEN", message);
    }
}
