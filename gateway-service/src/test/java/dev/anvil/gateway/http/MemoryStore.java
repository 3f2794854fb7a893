package dev.anvil.gateway.http;

import dev.anvil.gateway.body.BodyDigests;
import dev.anvil.gateway.body.BodyStream;
import dev.anvil.gateway.catalogue.AdminRole;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Credential;
import dev.anvil.gateway.catalogue.Grant;
import dev.anvil.gateway.catalogue.Tenant;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.model.AppId;
import dev.anvil.model.BucketId;
import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;
import dev.anvil.runtime.failure.ServiceFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Tenants, buckets and objects in memory, behind handlers that do just enough for clients to be content. */
final class MemoryStore {
    static final RegionName REGION = new RegionName("eu-test-1");

    record Stored(byte[] bytes, BodyDigests digests, Map<String, String> metadata, Instant modified, String client) {}

    private final Map<String, Credential> credentials = new ConcurrentHashMap<>();
    private final Map<BucketName, Bucket> buckets = new ConcurrentSkipListMap<>();
    private final SortedMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    final Map<RegionName, String> regions = new ConcurrentHashMap<>();
    final AtomicLong bodyBytesRead = new AtomicLong();

    /** One that another store has made. */
    void add(Credential credential) {
        credentials.put(credential.clientId(), credential);
    }

    void forgetApps() {
        credentials.clear();
    }

    Credential addApp(String accessKeyId, String secret, String... policies) {
        TenantId id = TenantId.create();
        Tenant tenant = new Tenant(id, "tenant-" + accessKeyId, "Tenant", "t@example.org", canonicalId(id));
        List<Grant> grants = Arrays.stream(policies)
                .map(policy -> policy.split("\\|", 2))
                .map(parts -> new Grant(parts[0], parts[1]))
                .toList();
        Credential credential =
                new Credential(AppId.create(), "app", accessKeyId, secret, tenant, grants, AdminRole.NONE, true);
        credentials.put(accessKeyId, credential);
        return credential;
    }

    Optional<Credential> findCredential(String accessKeyId) {
        return Optional.ofNullable(credentials.get(accessKeyId));
    }

    Optional<Bucket> findBucket(BucketName name) {
        return Optional.ofNullable(buckets.get(name));
    }

    void addBucket(String name, TenantId tenant) {
        addBucket(name, tenant, Map.of());
    }

    void addBucket(String name, TenantId tenant, Map<String, String> settings) {
        addBucket(name, tenant, settings, REGION);
    }

    void addBucket(String name, TenantId tenant, Map<String, String> settings, RegionName region) {
        BucketName bucket = new BucketName(name);
        buckets.put(
                bucket,
                new Bucket(
                        BucketId.create(),
                        bucket,
                        tenant,
                        canonicalId(tenant),
                        "owner",
                        region,
                        Instant.now(),
                        settings));
    }

    /** Lists of grants know tenants by these. */
    private static String canonicalId(TenantId tenant) {
        return tenant.toString().replace("-", "").repeat(2);
    }

    @Nullable
    Stored object(String bucket, String key) {
        return objects.get(bucket + "/" + key);
    }

    List<S3Handler> handlers() {
        return List.of(
                account(S3Operation.LIST_BUCKETS, this::listBuckets),
                newBucket(this::createBucket),
                bucket(S3Operation.HEAD_BUCKET, request -> S3Response.ok()),
                bucket(S3Operation.LIST_OBJECTS_V2, this::list),
                bucket(S3Operation.PUT_BUCKET_TAGGING, this::putTagging),
                object(S3Operation.PUT_OBJECT, this::put),
                object(S3Operation.GET_OBJECT, this::get),
                object(S3Operation.HEAD_OBJECT, this::head),
                object(S3Operation.DELETE_OBJECT, this::delete));
    }

    private S3Response listBuckets(S3Request.OfAccount request) {
        var owner = request.call().app().tenant();
        return S3Response.ok().xml(xml -> {
            xml.openRoot("ListAllMyBucketsResult").open("Buckets");
            buckets.values().stream()
                    .filter(bucket -> bucket.isOwnedBy(owner.id()))
                    .forEach(bucket -> xml.open("Bucket")
                            .element("Name", bucket.name().value())
                            .element("CreationDate", bucket.created())
                            .close());
            xml.close().close();
        });
    }

    private S3Response createBucket(S3Request.OfNewBucket request) {
        addBucket(request.name().value(), request.call().app().tenant().id());
        return S3Response.ok().header("Location", "/" + request.name());
    }

    private S3Response putTagging(S3Request.OfBucket request) {
        request.call().body().readSmall(64 * 1024);
        return S3Response.noContent();
    }

    private S3Response list(S3Request.OfBucket request) {
        String bucket = request.bucket().name() + "/";
        return S3Response.ok().xml(xml -> {
            xml.openRoot("ListBucketResult")
                    .element("Name", request.bucket().name().value());
            objects.forEach((name, stored) -> {
                if (name.startsWith(bucket)) {
                    xml.open("Contents")
                            .element("Key", name.substring(bucket.length()))
                            .close();
                }
            });
            xml.close();
        });
    }

    private S3Response put(S3Request.OfObject request) throws IOException {
        try (BodyStream body = request.call().body().open()) {
            byte[] bytes = body.readAllBytes();
            bodyBytesRead.addAndGet(bytes.length);
            BodyDigests digests = body.digests();
            Map<String, String> metadata =
                    new HashMap<>(request.call().headers().withPrefix("x-amz-meta-"));
            request.call().header("content-type").ifPresent(type -> metadata.put("content-type", type));
            objects.put(
                    request.bucket().name() + "/" + request.key(),
                    new Stored(
                            bytes,
                            digests,
                            metadata,
                            Instant.now(),
                            request.call().endpoint().client()));
            return S3Response.ok().header("ETag", digests.md5().quoted());
        }
    }

    private S3Response get(S3Request.OfObject request) {
        Stored stored = stored(request);
        return headers(stored).stream(stored.bytes.length, out -> {
            if (request.key().value().startsWith("unreadable")) {
                throw new ServiceFailure(
                        ServiceFailure.Kind.UNAVAILABLE, "TOO_FEW_SHARDS", "blob 1 needs 4 shards, 3 are left");
            }
            if (request.key().value().startsWith("breaks")) {
                out.write(stored.bytes, 0, stored.bytes.length / 2);
                out.flush();
                throw new IllegalStateException("a drive broke in the middle");
            }
            out.write(stored.bytes);
        });
    }

    private S3Response head(S3Request.OfObject request) {
        Stored stored = stored(request);
        return headers(stored).header("Content-Length", stored.bytes.length);
    }

    private S3Response delete(S3Request.OfObject request) {
        objects.remove(request.bucket().name() + "/" + request.key());
        return S3Response.noContent();
    }

    private Stored stored(S3Request.OfObject request) {
        if (request.key().value().equals("secret-failure")) {
            throw new IllegalStateException("the password of the database is hunter2");
        }
        Stored stored = objects.get(request.bucket().name() + "/" + request.key());
        if (stored == null) {
            throw new S3Error(S3ErrorCode.NO_SUCH_KEY).with("Key", request.key().value());
        }
        return stored;
    }

    private static S3Response headers(Stored stored) {
        S3Response response = S3Response.ok()
                .header("ETag", stored.digests.md5().quoted())
                .header("Last-Modified", stored.modified)
                .header("Content-Type", stored.metadata.getOrDefault("content-type", "binary/octet-stream"));
        for (Map.Entry<String, String> entry : stored.metadata.entrySet()) {
            if (!entry.getKey().equals("content-type")) {
                response = response.header("x-amz-meta-" + entry.getKey(), entry.getValue());
            }
        }
        return response;
    }

    private interface Serving<R extends S3Request> {
        S3Response serve(R request) throws IOException;
    }

    private static S3Handler account(S3Operation operation, Serving<S3Request.OfAccount> serving) {
        return new S3Handler.OfAccount() {
            @Override
            public S3Operation operation() {
                return operation;
            }

            @Override
            public S3Response handle(S3Request.OfAccount request) throws IOException {
                return serving.serve(request);
            }
        };
    }

    private static S3Handler newBucket(Serving<S3Request.OfNewBucket> serving) {
        return new S3Handler.OfNewBucket() {
            @Override
            public S3Operation operation() {
                return S3Operation.CREATE_BUCKET;
            }

            @Override
            public S3Response handle(S3Request.OfNewBucket request) throws IOException {
                return serving.serve(request);
            }
        };
    }

    private static S3Handler bucket(S3Operation operation, Serving<S3Request.OfBucket> serving) {
        return new S3Handler.OfBucket() {
            @Override
            public S3Operation operation() {
                return operation;
            }

            @Override
            public S3Response handle(S3Request.OfBucket request) throws IOException {
                return serving.serve(request);
            }
        };
    }

    private static S3Handler object(S3Operation operation, Serving<S3Request.OfObject> serving) {
        return new S3Handler.OfObject() {
            @Override
            public S3Operation operation() {
                return operation;
            }

            @Override
            public S3Response handle(S3Request.OfObject request) throws IOException {
                return serving.serve(request);
            }
        };
    }
}
