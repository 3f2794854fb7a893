package dev.anvil.gateway.body;

import dev.anvil.model.Checksum;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The digests that one body needs: MD5 for its entity tag, and whatever was promised or asked for. */
final class BodyDigestSet {
    private final Digest md5 = Digest.md5();
    private final Map<Checksum.Algorithm, Digest> running = new EnumMap<>(Checksum.Algorithm.class);
    private final @Nullable ChunkHash chunks;
    private byte @Nullable [] md5Value;
    private @Nullable Map<Checksum.Algorithm, Checksum> checksums;

    BodyDigestSet(BodyPromises promises, Set<Checksum.Algorithm> alsoComputed) {
        alsoComputed.forEach(this::need);
        PromisedChecksum promised = promises.checksum();
        if (promised != null) {
            need(promised.algorithm());
        }
        if (promises.proof() instanceof PayloadProof.WholeHash) {
            need(Checksum.Algorithm.SHA256);
        }
        this.chunks =
                promises.proof() instanceof PayloadProof.SignedChunks signed ? new ChunkHash(signed.verifier()) : null;
    }

    private void need(Checksum.Algorithm algorithm) {
        running.computeIfAbsent(algorithm, Digest::of);
    }

    List<Digest> all() {
        List<Digest> all = new ArrayList<>(running.values());
        all.add(md5);
        if (chunks != null) {
            all.add(chunks);
        }
        return all;
    }

    byte[] md5() {
        if (md5Value == null) {
            md5Value = md5.finish();
        }
        return md5Value;
    }

    byte[] sha256() {
        return Objects.requireNonNull(checksums().get(Checksum.Algorithm.SHA256))
                .bytes();
    }

    Map<Checksum.Algorithm, Checksum> checksums() {
        if (checksums == null) {
            Map<Checksum.Algorithm, Checksum> finished = new EnumMap<>(Checksum.Algorithm.class);
            running.forEach((algorithm, digest) -> finished.put(algorithm, new Checksum(algorithm, digest.finish())));
            checksums = finished;
        }
        return checksums;
    }
}
