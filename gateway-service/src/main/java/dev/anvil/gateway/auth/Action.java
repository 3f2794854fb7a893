package dev.anvil.gateway.auth;

/** What a policy can allow. */
public enum Action {
    BUCKET_CREATE("bucket:create"),
    BUCKET_READ("bucket:read"),
    BUCKET_WRITE("bucket:write"),
    BUCKET_DELETE("bucket:delete"),
    BUCKET_LIST("bucket:list"),
    OBJECT_READ("object:read"),
    OBJECT_WRITE("object:write"),
    OBJECT_DELETE("object:delete"),
    OBJECT_LIST("object:list"),
    /** Deleting and loosening what governance retains. Only policies for everything with objects give it. */
    OBJECT_BYPASS_GOVERNANCE("object:bypass-governance");

    private final String policyName;

    Action(String policyName) {
        this.policyName = policyName;
    }

    /** As it stands in policies. */
    public String policyName() {
        return policyName;
    }
}
