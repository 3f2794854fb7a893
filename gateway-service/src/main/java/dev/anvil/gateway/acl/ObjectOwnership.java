package dev.anvil.gateway.acl;

import java.util.Arrays;
import java.util.Optional;

/** Who owns what is put into a bucket by strangers. */
public enum ObjectOwnership {
    /** Whoever wrote it. So it is where nothing was said. */
    OBJECT_WRITER("ObjectWriter"),
    /** The bucket's owner, where the writer says {@code bucket-owner-full-control}; else the writer. */
    BUCKET_OWNER_PREFERRED("BucketOwnerPreferred"),
    /** The bucket's owner; lists mean nothing. */
    BUCKET_OWNER_ENFORCED("BucketOwnerEnforced");

    private final String written;

    ObjectOwnership(String written) {
        this.written = written;
    }

    /** As documents and headers have it. */
    public String written() {
        return written;
    }

    public static Optional<ObjectOwnership> of(String written) {
        return Arrays.stream(values())
                .filter(ownership -> ownership.written.equals(written))
                .findFirst();
    }
}
