package dev.anvil.gateway.body;

import java.io.InputStream;

/** Decoded bytes of a body. Reading past a wrong chunk signature or ending with a wrong digest throws an S3Error. */
public abstract class BodyStream extends InputStream {
    /**
     * What was computed on the way. Goes to the end of the body if it is not there yet, where every promise of the client is
     * checked: nothing may be committed before this has answered.
     */
    public abstract BodyDigests digests();
}
