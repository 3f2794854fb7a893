package dev.anvil.gateway.acl;

import java.util.Arrays;
import java.util.Optional;

/** To whom something is granted. */
public sealed interface Grantee {
    /** A tenant, by its canonical id and the name that it is shown by. */
    record User(String id, String displayName) implements Grantee {}

    /** People nobody has counted. */
    enum Group implements Grantee {
        ALL_USERS("http://acs.amazonaws.com/groups/global/AllUsers"),
        AUTHENTICATED_USERS("http://acs.amazonaws.com/groups/global/AuthenticatedUsers"),
        LOG_DELIVERY("http://acs.amazonaws.com/groups/s3/LogDelivery");

        private final String uri;

        Group(String uri) {
            this.uri = uri;
        }

        public String uri() {
            return uri;
        }

        public static Optional<Group> ofUri(String uri) {
            return Arrays.stream(values())
                    .filter(group -> group.uri.equals(uri))
                    .findFirst();
        }

        boolean isPublic() {
            return this != LOG_DELIVERY;
        }
    }
}
