package dev.anvil.gateway.auth;

import dev.anvil.gateway.acl.Permission;
import org.jspecify.annotations.Nullable;

/** Which grant of an access control list allows an operation, and whose list is asked: the bucket's or the object's. */
public enum AclNeed {
    /** No list gives it. */
    NOTHING(false, null),
    BUCKET_READ(false, Permission.READ),
    BUCKET_WRITE(false, Permission.WRITE),
    BUCKET_READ_ACP(false, Permission.READ_ACP),
    BUCKET_WRITE_ACP(false, Permission.WRITE_ACP),
    OBJECT_READ(true, Permission.READ),
    OBJECT_READ_ACP(true, Permission.READ_ACP),
    OBJECT_WRITE_ACP(true, Permission.WRITE_ACP);

    private final boolean ofObject;
    private final @Nullable Permission permission;

    AclNeed(boolean ofObject, @Nullable Permission permission) {
        this.ofObject = ofObject;
        this.permission = permission;
    }

    boolean ofObject() {
        return ofObject;
    }

    @Nullable
    Permission permission() {
        return permission;
    }
}
