package dev.anvil.gateway.auth;

import java.util.Set;

/**
 * What an operation needs to be allowed, in each of the three languages that can allow it.
 *
 * @param action in the policies of apps
 * @param policyAction in bucket policies, as in {@code s3:GetObject}
 * @param acl in access control lists
 * @param looksAtObject whether the operation asks again when it knows the object; what depends on that waits until then
 */
public record Need(Action action, String policyAction, AclNeed acl, boolean looksAtObject) {
    private static final Set<String> OF_POLICY =
            Set.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");

    public Need {
        if (acl.ofObject() && !looksAtObject) {
            throw new IllegalArgumentException(
                    policyAction + " asks for the list of an object that it does not look at");
        }
    }

    /** Where nothing but the action is known, as in APIs that have no such languages. */
    static Need of(Action action) {
        String policyAction = switch (action) {
            case BUCKET_CREATE -> "s3:CreateBucket";
            case BUCKET_READ -> "s3:GetBucketLocation";
            case BUCKET_WRITE -> "s3:PutBucketPolicy";
            case BUCKET_DELETE -> "s3:DeleteBucket";
            case BUCKET_LIST -> "s3:ListAllMyBuckets";
            case OBJECT_READ -> "s3:GetObject";
            case OBJECT_WRITE -> "s3:PutObject";
            case OBJECT_DELETE -> "s3:DeleteObject";
            case OBJECT_LIST -> "s3:ListBucket";
            case OBJECT_BYPASS_GOVERNANCE -> "s3:BypassGovernanceRetention";
        };
        return new Need(action, policyAction, AclNeed.NOTHING, false);
    }

    /** About the bucket policy itself, from which a policy must not lock out the bucket's owner. */
    boolean isOfPolicy() {
        return OF_POLICY.contains(policyAction);
    }

    /** Getting an object, or asking about it, in its current version: what a public bucket gives to everybody. */
    boolean isPlainRead() {
        return policyAction.equals("s3:GetObject");
    }
}
