package dev.anvil.gateway.acl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lists that have a name. */
public enum CannedAcl {
    PRIVATE,
    PUBLIC_READ,
    PUBLIC_READ_WRITE,
    AUTHENTICATED_READ,
    BUCKET_OWNER_READ,
    BUCKET_OWNER_FULL_CONTROL,
    LOG_DELIVERY_WRITE,
    AWS_EXEC_READ;

    public static Optional<CannedAcl> of(String name) {
        return Arrays.stream(values())
                .filter(acl -> acl.headerValue().equals(name))
                .findFirst();
    }

    /** As {@code x-amz-acl} has it. */
    public String headerValue() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Groups come first, then the owner, then the owner of the bucket. */
    public Acl of(Grantee.User owner, Grantee.User bucketOwner) {
        List<AclGrant> grants = new ArrayList<>();
        switch (this) {
            case PUBLIC_READ -> grants.add(new AclGrant(Grantee.Group.ALL_USERS, Permission.READ));
            case PUBLIC_READ_WRITE -> {
                grants.add(new AclGrant(Grantee.Group.ALL_USERS, Permission.READ));
                grants.add(new AclGrant(Grantee.Group.ALL_USERS, Permission.WRITE));
            }
            case AUTHENTICATED_READ -> grants.add(new AclGrant(Grantee.Group.AUTHENTICATED_USERS, Permission.READ));
            case LOG_DELIVERY_WRITE -> {
                grants.add(new AclGrant(Grantee.Group.LOG_DELIVERY, Permission.WRITE));
                grants.add(new AclGrant(Grantee.Group.LOG_DELIVERY, Permission.READ_ACP));
            }
            case PRIVATE, BUCKET_OWNER_READ, BUCKET_OWNER_FULL_CONTROL, AWS_EXEC_READ -> {}
        }
        grants.add(new AclGrant(owner, Permission.FULL_CONTROL));
        if (!owner.id().equals(bucketOwner.id())) {
            if (this == BUCKET_OWNER_READ) {
                grants.add(new AclGrant(bucketOwner, Permission.READ));
            } else if (this == BUCKET_OWNER_FULL_CONTROL) {
                grants.add(new AclGrant(bucketOwner, Permission.FULL_CONTROL));
            }
        }
        return new Acl(owner, grants);
    }
}
