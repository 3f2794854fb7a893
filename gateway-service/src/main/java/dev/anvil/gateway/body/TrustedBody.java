package dev.anvil.gateway.body;

import dev.anvil.model.Checksum;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Bytes that nobody made promises about: those of a copy, or those of a call that proves itself. They are digested all the same. */
public final class TrustedBody {
    private TrustedBody() {}

    public static BodyStream open(InputStream bytes, Set<Checksum.Algorithm> computed, BlockPool pool) {
        BodyPromises none = new BodyPromises(OptionalLong.empty(), new PayloadProof.Unsigned(), null, null);
        BodyDigestSet digests = new BodyDigestSet(none, computed);
        List<Digest> all = digests.all();
        return new VerifiedStream(bytes, none, digests, new DigestsBeside(pool, all));
    }
}
