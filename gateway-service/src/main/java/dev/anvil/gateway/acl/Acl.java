package dev.anvil.gateway.acl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who owns something, and who may do what with it. An owner's own rights stand in the list like anybody's. */
public record Acl(Grantee.User owner, List<AclGrant> grants) {
    public static final int MAX_GRANTS = 100;

    public Acl {
        grants = List.copyOf(grants);
    }

    /** Everything to the owner, nothing to anybody else. */
    public static Acl privateTo(Grantee.User owner) {
        return new Acl(owner, List.of(new AclGrant(owner, Permission.FULL_CONTROL)));
    }

    /**
     * @param user a canonical id; null for who is not known
     * @param heedPublic whether grants to groups count
     */
    public boolean allows(@Nullable String user, Permission wanted, boolean heedPublic) {
        return grants.stream()
                .anyMatch(grant -> grant.permission().includes(wanted) && names(grant.grantee(), user, heedPublic));
    }

    private static boolean names(Grantee grantee, @Nullable String user, boolean heedPublic) {
        return switch (grantee) {
            case Grantee.User named -> named.id().equals(user);
            case Grantee.Group group ->
                heedPublic
                        && switch (group) {
                            case ALL_USERS -> true;
                            case AUTHENTICATED_USERS -> user != null;
                            case LOG_DELIVERY -> false;
                        };
        };
    }

    public boolean isOwnedBy(String user) {
        return owner.id().equals(user);
    }

    public boolean isPublic() {
        return grants.stream().anyMatch(AclGrant::isPublic);
    }

    /** Whether nobody but the owner is granted anything. */
    public boolean isPrivate() {
        return grants.stream()
                .allMatch(grant -> grant.grantee() instanceof Grantee.User user
                        && user.id().equals(owner.id()));
    }
}
