package dev.anvil.gateway.auth;

import dev.anvil.gateway.acl.Acl;
import org.jspecify.annotations.Nullable;

/** What is known of the object that somebody asks about. */
public sealed interface ObjectState {
    /** Nobody has looked yet. */
    record Unasked() implements ObjectState {}

    /** There is none. */
    record Absent() implements ObjectState {}

    /** @param acl null where the object belongs to the bucket's owner and is private */
    record Present(@Nullable Acl acl) implements ObjectState {}

    ObjectState UNASKED = new Unasked();
    ObjectState ABSENT = new Absent();
}
