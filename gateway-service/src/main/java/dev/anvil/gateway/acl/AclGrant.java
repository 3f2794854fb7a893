package dev.anvil.gateway.acl;

public record AclGrant(Grantee grantee, Permission permission) {
    boolean isPublic() {
        return grantee instanceof Grantee.Group group && group.isPublic();
    }
}
