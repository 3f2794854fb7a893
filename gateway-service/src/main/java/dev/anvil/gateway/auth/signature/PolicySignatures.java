package dev.anvil.gateway.auth.signature;

import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.auth.CredentialDirectory;
import dev.anvil.gateway.catalogue.Credential;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.model.RegionName;
import java.util.List;
import java.util.Map;

/**
 * Who signed the policy of a form. The old signature by HMAC-SHA1 is taken here too: forms stand in pages that nobody
 * will write again, and AWS takes them.
 */
public final class PolicySignatures {
    private final CredentialDirectory credentials;

    public PolicySignatures(CredentialDirectory credentials) {
        this.credentials = credentials;
    }

    /**
     * {@code fields} of the form, by names in lower case; anonymous where no policy is among them.
     *
     * @param region of the gateway that the form was sent to
     */
    public Caller signer(Map<String, String> fields, RegionName region) {
        String policy = fields.get("policy");
        if (policy == null) {
            return new Caller.Anonymous();
        }
        return fields.containsKey("x-amz-signature") || fields.containsKey("x-amz-algorithm")
                ? byVersion4(policy, fields, new ScopeCheck(region))
                : byVersion2(policy, fields);
    }

    private Caller byVersion4(String policy, Map<String, String> fields, ScopeCheck scopeCheck) {
        String credential = required(fields, "x-amz-credential");
        int slash = credential.indexOf('/');
        Scope scope = Scope.parse(credential.substring(slash + 1))
                .filter(parsed -> slash > 0)
                .orElseThrow(() ->
                        Presigned.refused("Error parsing the X-Amz-Credential field; the Credential is mal-formed; "
                                + "expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."));
        AmzDate date = AmzDate.parse(required(fields, "x-amz-date"))
                .orElseThrow(() ->
                        Presigned.refused("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""));
        String signature = required(fields, "x-amz-signature");
        String accessKeyId = credential.substring(0, slash);
        scopeCheck.check(new Claim(accessKeyId, scope, List.of(), signature, date, Claim.Kind.QUERY));
        Credential known = find(accessKeyId);
        if (known.secrets().stream()
                .noneMatch(secret -> SigningKey.derive(secret, scope).isSignatureOf(policy, signature))) {
            throw mismatch(accessKeyId, policy, signature);
        }
        return Caller.App.of(known);
    }

    private Caller byVersion2(String policy, Map<String, String> fields) {
        String accessKeyId = required(fields, "awsaccesskeyid");
        String signature = required(fields, "signature");
        Credential known = find(accessKeyId);
        if (known.secrets().stream().noneMatch(secret -> OldSignature.isSignatureOf(policy, secret, signature))) {
            throw mismatch(accessKeyId, policy, signature);
        }
        return Caller.App.of(known);
    }

    private Credential find(String accessKeyId) {
        return credentials
                .find(accessKeyId)
                .filter(Credential::enabled)
                .orElseThrow(() -> new S3Error(S3ErrorCode.INVALID_ACCESS_KEY_ID).with("AWSAccessKeyId", accessKeyId));
    }

    private static String required(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null || value.isEmpty()) {
            throw new S3Error(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "Bucket POST must contain a field named '" + name
                                    + "'.  If it is specified, please check the order of the" + " fields.")
                    .with("ArgumentName", name)
                    .with("ArgumentValue", "");
        }
        return value;
    }

    private static S3Error mismatch(String accessKeyId, String policy, String signature) {
        return new S3Error(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH)
                .with("AWSAccessKeyId", accessKeyId)
                .with("StringToSign", policy)
                .with("SignatureProvided", signature);
    }
}
