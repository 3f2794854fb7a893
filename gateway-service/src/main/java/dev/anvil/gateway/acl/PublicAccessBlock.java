package dev.anvil.gateway.acl;

/** How far a bucket is kept from becoming public: new lists and policies refused, those that there are passed over. */
public record PublicAccessBlock(
        boolean blockPublicAcls, boolean ignorePublicAcls, boolean blockPublicPolicy, boolean restrictPublicBuckets) {
    public static final PublicAccessBlock NONE = new PublicAccessBlock(false, false, false, false);
}
