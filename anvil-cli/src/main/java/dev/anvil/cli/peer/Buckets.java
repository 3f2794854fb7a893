package dev.anvil.cli.peer;

import dev.anvil.api.v1.BucketServiceGrpc.BucketServiceBlockingStub;
import dev.anvil.api.v1.CreateBucketRequest;
import dev.anvil.api.v1.DeleteBucketRequest;
import dev.anvil.api.v1.ListBucketsRequest;
import dev.anvil.api.v1.ListBucketsResponse;
import dev.anvil.api.v1.SetPublicAccessRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Calls on buckets. */
public final class Buckets {
    private static final long DEADLINE_SECONDS = 30;
    private static final int PAGE = 1_000;

    private final BucketServiceBlockingStub stub;

    Buckets(BucketServiceBlockingStub stub) {
        this.stub = stub;
    }

    public void create(String name, String region) {
        var ignored = timed().createBucket(CreateBucketRequest.newBuilder()
                .setBucketName(name)
                .setRegion(region)
                .build());
    }

    public void setPublic(String name, boolean open) {
        var ignored = timed().setPublicAccess(SetPublicAccessRequest.newBuilder()
                .setBucketName(name)
                .setPublic(open)
                .build());
    }

    public void delete(String name) {
        var ignored = timed().deleteBucket(
                        DeleteBucketRequest.newBuilder().setBucketName(name).build());
    }

    public List<BucketEntry> list(String prefix) {
        List<BucketEntry> found = new ArrayList<>();
        String token = "";
        do {
            ListBucketsResponse page = timed().listBuckets(ListBucketsRequest.newBuilder()
                    .setPrefix(prefix)
                    .setPageSize(PAGE)
                    .setPageToken(token)
                    .build());
            page.getBucketsList().stream()
                    .map(bucket -> new BucketEntry(
                            bucket.getName(), bucket.getRegion(), ObjectEntry.instant(bucket.getCreated())))
                    .forEach(found::add);
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return found;
    }

    private BucketServiceBlockingStub timed() {
        return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }
}
