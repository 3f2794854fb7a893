package dev.anvil.gateway.auth.signature;

import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.auth.CredentialDirectory;
import dev.anvil.gateway.body.PayloadProof;
import dev.anvil.gateway.catalogue.Credential;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.model.RegionName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Finds out who sent a request. What claims to be signed and is not signed well is refused, never taken for anonymous. */
public final class Authenticator {
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);

    private final CredentialDirectory credentials;
    private final RegionName own;
    private final InstantSource clock;

    public Authenticator(CredentialDirectory credentials, RegionName region, InstantSource clock) {
        this.credentials = credentials;
        this.own = region;
        this.clock = clock;
    }

    public Authenticated authenticate(SignedRequest request) {
        return authenticate(request, own);
    }

    /** A request that another region's gateway passed on was signed for that one. */
    public Authenticated authenticate(SignedRequest request, RegionName region) {
        ScopeCheck scope = new ScopeCheck(region);
        return switch (Mechanism.of(request)) {
            case NONE -> anonymous(request);
            case HEADER -> signed(request, AuthorizationHeader.parse(authorization(request), request.headers()), scope);
            case QUERY -> signed(request, Presigned.parse(request.parameters()), scope);
            case OLD_HEADER -> signed(request, OldAuthorizationHeader.parse(authorization(request), request.headers()));
            case OLD_QUERY -> signed(request, PresignedOldStyle.parse(request.parameters()));
        };
    }

    private static Authenticated anonymous(SignedRequest request) {
        return new Authenticated(new Caller.Anonymous(), proofWithoutKey(request));
    }

    private static String authorization(SignedRequest request) {
        return request.headers().first("authorization").orElse("").strip();
    }

    private Authenticated signed(SignedRequest request, Claim claim, ScopeCheck scope) {
        scope.check(claim);
        String payload = Payload.of(claim, request.headers());
        checkTime(request, claim);
        Credential credential = find(claim.accessKeyId(), request);
        SigningKey key = keyOfSignature(request, claim, payload, credential);
        checkSignedHeaders(claim, request.headers());
        return new Authenticated(
                Caller.App.of(credential),
                Payload.proof(Payload.promised(payload, request.headers()), () -> new ChunkSignatures(key, claim)));
    }

    private Authenticated signed(SignedRequest request, PresignedOldStyle claim) {
        claim.checkTime(clock.instant());
        return signedOldStyle(request, claim.accessKeyId(), claim.stringsToSign(request), claim.signature());
    }

    private Authenticated signed(SignedRequest request, OldAuthorizationHeader claim) {
        claim.checkTime(clock.instant(), MAX_SKEW);
        return signedOldStyle(request, claim.accessKeyId(), claim.stringsToSign(request), claim.signature());
    }

    private Authenticated signedOldStyle(
            SignedRequest request, String accessKeyId, List<String> stringsToSign, String signature) {
        Credential credential = find(accessKeyId, request);
        if (credential.secrets().stream()
                .noneMatch(secret ->
                        stringsToSign.stream().anyMatch(text -> OldSignature.isSignatureOf(text, secret, signature)))) {
            throw new S3Error(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH)
                    .with("AWSAccessKeyId", accessKeyId)
                    .with("StringToSign", stringsToSign.getFirst())
                    .with("SignatureProvided", signature);
        }
        return new Authenticated(Caller.App.of(credential), proofWithoutKey(request));
    }

    /** Of a request that gives no key to sign chunks with. */
    private static PayloadProof proofWithoutKey(SignedRequest request) {
        String payload = request.headers().first(Payload.HEADER).orElse(Payload.UNSIGNED);
        return Payload.proof(payload, () -> {
            throw new S3Error(
                    S3ErrorCode.ACCESS_DENIED, "A body cannot be signed when its request has no signature version 4.");
        });
    }

    private Credential find(String accessKeyId, SignedRequest request) {
        Credential credential = credentials
                .find(accessKeyId)
                .filter(Credential::enabled)
                .orElseThrow(() -> new S3Error(S3ErrorCode.INVALID_ACCESS_KEY_ID).with("AWSAccessKeyId", accessKeyId));
        if (request.headers().contains("x-amz-security-token")
                || request.parameters().contains("X-Amz-Security-Token")
                || request.parameters().contains("x-amz-security-token")) {
            // Anvil gives out no session tokens, so whatever this is, it is none of ours.
            throw new S3Error(S3ErrorCode.INVALID_TOKEN);
        }
        return credential;
    }

    private void checkTime(SignedRequest request, Claim claim) {
        Instant now = clock.instant();
        if (claim.kind() == Claim.Kind.QUERY) {
            Presigned.checkTime(claim.date(), Presigned.expires(request.parameters()), now, MAX_SKEW);
        } else if (Duration.between(claim.date().instant(), now).abs().compareTo(MAX_SKEW) > 0) {
            throw new S3Error(S3ErrorCode.REQUEST_TIME_TOO_SKEWED)
                    .with("RequestTime", claim.date().toString())
                    .with("ServerTime", now.toString())
                    .with("MaxAllowedSkewMilliseconds", String.valueOf(MAX_SKEW.toMillis()));
        }
    }

    /** An app whose secret is being changed has several for a while. */
    private static SigningKey keyOfSignature(
            SignedRequest request, Claim claim, String payload, Credential credential) {
        String canonical = CanonicalRequest.of(request, claim.signedHeaders(), payload);
        String stringToSign = claim.stringToSign(canonical);
        return credential.secrets().stream()
                .map(secret -> SigningKey.derive(secret, claim.scope()))
                .filter(key -> key.isSignatureOf(stringToSign, claim.signature()))
                .findFirst()
                .orElseThrow(() -> new S3Error(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH)
                        .with("AWSAccessKeyId", claim.accessKeyId())
                        .with("StringToSign", stringToSign)
                        .with("SignatureProvided", claim.signature())
                        .with("CanonicalRequest", canonical));
    }

    /** Whatever can change the meaning of a request must be signed, or somebody on the way could add it. */
    private static void checkSignedHeaders(Claim claim, Headers headers) {
        List<String> unsigned = headers.names().stream()
                .filter(Authenticator::mustBeSigned)
                .filter(name -> !claim.signedHeaders().contains(name))
                .sorted()
                .toList();
        if (!unsigned.isEmpty()) {
            throw new S3Error(
                            S3ErrorCode.ACCESS_DENIED,
                            "There were headers present in the request which were not signed")
                    .with("HeadersNotSigned", String.join(", ", unsigned));
        }
    }

    private static boolean mustBeSigned(String name) {
        return name.equals("host") || name.startsWith("x-amz-") && !name.equals(Payload.HEADER);
    }
}
