package dev.anvil.gateway.memory;

import dev.anvil.gateway.catalogue.Committed;
import dev.anvil.gateway.catalogue.CompletedPart;
import dev.anvil.gateway.catalogue.DonePart;
import dev.anvil.gateway.catalogue.NewUpload;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.catalogue.Part;
import dev.anvil.gateway.catalogue.PartCommit;
import dev.anvil.gateway.catalogue.PartLayout;
import dev.anvil.gateway.catalogue.PartPage;
import dev.anvil.gateway.catalogue.Upload;
import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.catalogue.UploadCompletion;
import dev.anvil.gateway.catalogue.UploadEntry;
import dev.anvil.gateway.catalogue.UploadId;
import dev.anvil.gateway.catalogue.UploadPage;
import dev.anvil.gateway.catalogue.UploadQuery;
import dev.anvil.gateway.catalogue.UploadRef;
import dev.anvil.model.BucketId;
import dev.anvil.model.ETag;
import dev.anvil.runtime.failure.ServiceFailure;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** Uploads in parts. */
public final class MemoryUploads implements UploadCatalogue {
    private record Running(BucketId bucket, Upload upload, NavigableMap<Integer, PartCommit> parts) {}

    private final Map<UploadId, Running> uploads = new LinkedHashMap<>();
    private final MemoryObjects objects;
    private final InstantSource clock;
    private int next;

    public MemoryUploads(MemoryObjects objects, InstantSource clock) {
        this.objects = objects;
        this.clock = clock;
    }

    @Override
    public Upload create(NewUpload wanted) {
        Upload upload = new Upload(
                new UploadId("upload-" + ++next),
                wanted.key(),
                clock.instant(),
                wanted.initiatedBy(),
                wanted.attributes(),
                wanted.checksumAlgorithm(),
                wanted.checksumOfWhole());
        uploads.put(upload.id(), new Running(wanted.bucket(), upload, new TreeMap<>()));
        return upload;
    }

    private Running running(UploadRef ref) {
        Running running = uploads.get(ref.id());
        if (running == null
                || !running.bucket.equals(ref.bucket())
                || !running.upload.key().equals(ref.key())) {
            throw new ServiceFailure(ServiceFailure.Kind.NOT_FOUND, "NO_SUCH_UPLOAD", "no upload " + ref.id());
        }
        return running;
    }

    @Override
    public Upload lookUp(UploadRef upload) {
        return running(upload).upload;
    }

    @Override
    public Instant commitPart(PartCommit commit) {
        running(commit.upload()).parts.put(commit.number(), commit);
        return clock.instant();
    }

    @Override
    public PartPage listParts(UploadRef ref, int after, int limit) {
        Running running = running(ref);
        List<Part> found = running.parts.tailMap(after, false).values().stream()
                .map(commit -> new Part(
                        commit.number(),
                        commit.content().size(),
                        commit.content().etag(),
                        clock.instant(),
                        commit.content().checksums()))
                .toList();
        return new PartPage(running.upload, found.stream().limit(limit).toList(), found.size() > limit);
    }

    @Override
    public UploadPage list(UploadQuery query) {
        List<UploadEntry> found = new ArrayList<>();
        uploads.values().stream()
                .filter(running -> running.bucket.equals(query.bucket()))
                .forEach(running -> found.add(running.upload));
        return new UploadPage(found, false, "", "");
    }

    @Override
    public Committed complete(UploadCompletion completion) {
        Running running = running(completion.upload());
        List<PartLayout> layouts = new ArrayList<>();
        MessageDigest digest = md5();
        long offset = 0;
        for (CompletedPart part : completion.parts()) {
            PartCommit commit = running.parts.get(part.number());
            if (commit == null || !commit.content().etag().equals(part.etag())) {
                throw new ServiceFailure(ServiceFailure.Kind.INVALID, "INVALID_PART", "part " + part.number());
            }
            digest.update(HexFormat.of().parseHex(part.etag().value()));
            layouts.add(new PartLayout(
                    part.number(),
                    offset,
                    commit.content().size(),
                    Objects.requireNonNull(commit.content().blob())));
            offset += commit.content().size();
        }
        long size = offset;
        if (completion.size().stream().anyMatch(wanted -> wanted != size)) {
            throw new ServiceFailure(ServiceFailure.Kind.INVALID, "WRONG_SIZE", "the parts have " + size + " bytes");
        }
        uploads.remove(completion.upload().id());
        String etag = HexFormat.of().formatHex(digest.digest()) + "-" + layouts.size();
        ObjectVersion version = new ObjectVersion(
                completion.upload().key(),
                completion.version(),
                true,
                offset,
                new ETag(etag),
                clock.instant(),
                completion.checksums(),
                running.upload.attributes(),
                layouts,
                layouts.size());
        Committed committed = objects.add(running.bucket, version, completion.preconditions());
        objects.remember(
                committed.version(),
                completion.parts().stream()
                        .map(part -> Objects.requireNonNull(running.parts.get(part.number())))
                        .map(part -> new DonePart(
                                part.number(),
                                part.content().size(),
                                part.content().checksums()))
                        .toList());
        return committed;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void abort(UploadRef upload) {
        uploads.remove(running(upload).upload.id());
    }
}
