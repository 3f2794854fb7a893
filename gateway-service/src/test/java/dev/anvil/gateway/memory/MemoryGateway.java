package dev.anvil.gateway.memory;

import dev.anvil.blob.BlobIo;
import dev.anvil.blob.BlobIoSettings;
import dev.anvil.blob.BufferPool;
import dev.anvil.blob.Damage;
import dev.anvil.erasure.CoderChoice;
import dev.anvil.erasure.ErasureCoding;
import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.auth.CredentialDirectory;
import dev.anvil.gateway.body.BlockPool;
import dev.anvil.gateway.body.PayloadProof;
import dev.anvil.gateway.body.ReceivedBody;
import dev.anvil.gateway.catalogue.BucketCatalogue;
import dev.anvil.gateway.catalogue.ChangeListeners;
import dev.anvil.gateway.catalogue.Grant;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.RegionDirectory;
import dev.anvil.gateway.catalogue.Tenant;
import dev.anvil.gateway.catalogue.TenantCatalogue;
import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.content.ContentCopy;
import dev.anvil.gateway.content.ContentReader;
import dev.anvil.gateway.content.ContentWriter;
import dev.anvil.gateway.encryption.KeyRing;
import dev.anvil.gateway.quota.QuotaGuard;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.gateway.s3.Dispatcher;
import dev.anvil.gateway.s3.Endpoint;
import dev.anvil.gateway.s3.Level;
import dev.anvil.gateway.s3.OperationRouter;
import dev.anvil.gateway.s3.OwnerPrefix;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.Target;
import dev.anvil.gateway.s3.error.FailureTranslation;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.xml.XmlWriter;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.gateway.wire.Method;
import dev.anvil.gateway.wire.Parameters;
import dev.anvil.gateway.wire.PercentDecoder;
import dev.anvil.model.AppId;
import dev.anvil.model.BucketName;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;
import dev.anvil.runtime.failure.ServiceFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** All handlers on top of memory. Requests come as S3 clients write them, after their signature was checked. */
public final class MemoryGateway implements AutoCloseable {
    public static final RegionName REGION = new RegionName("eu-west-1");
    public static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    public final TickingClock clock = new TickingClock();
    public final MemoryDrives drives = new MemoryDrives();
    public final MemoryBuckets buckets = new MemoryBuckets(clock);
    public final MemoryObjects objects = new MemoryObjects(buckets, clock);
    public final MemoryUploads uploads = new MemoryUploads(objects, clock);
    public final List<Damage> damages = new CopyOnWriteArrayList<>();
    public final BlockPool blocks = new BlockPool();
    public final MemoryUsage usage = new MemoryUsage();
    public final KeyRing keys = KeyRing.of(new byte[32]);
    public final ContentReader reader;
    public final ContentWriter writer;

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private Caller caller = app("acme", new Grant("*", "*"));

    /** Time passes with every look at the clock, so that nothing happens at the same moment. */
    public static final class TickingClock implements InstantSource {
        private Instant now = START;

        @Override
        public synchronized Instant instant() {
            now = now.plusMillis(1);
            return now;
        }
    }

    public MemoryGateway() {
        BlobIo blobs = new BlobIo(
                drives,
                ErasureCoding.choose(CoderChoice.WORDS),
                BlobIoSettings.DEFAULT,
                new BufferPool(1 << 20),
                InstantSource.system());
        reader = new ContentReader(blobs.reader(), objects, damages::add);
        writer = new ContentWriter(blobs.writer(), drives::view, InstantSource.system());
        context.registerBean(BucketCatalogue.class, () -> buckets, one -> one.setPrimary(true));
        context.registerBean("directory", BucketDirectory.class, () -> buckets);
        context.registerBean(ObjectCatalogue.class, () -> objects);
        context.registerBean(UploadCatalogue.class, () -> uploads);
        context.registerBean(ContentReader.class, () -> reader);
        context.registerBean(ContentWriter.class, () -> writer);
        context.registerBean(ContentCopy.class, () -> new ContentCopy(reader, writer, blocks));
        context.registerBean(ChangeListeners.class, () -> new ChangeListeners(List.of()));
        context.registerBean(RegionName.class, () -> REGION);
        context.registerBean(RegionDirectory.class, () -> region -> Optional.of("https://" + region + ".example.com"));
        context.registerBean(QuotaGuard.class, () -> new QuotaGuard(usage, System::nanoTime));
        context.registerBean(KeyRing.class, () -> keys);
        context.registerBean(BlockPool.class, () -> blocks);
        context.registerBean(CredentialDirectory.class, () -> accessKeyId -> Optional.empty());
        context.registerBean(TenantCatalogue.class, () -> new MemoryTenants("acme", "globex"));
        context.registerBean(InstantSource.class, () -> clock);
        context.scan("dev.anvil.gateway.s3");
        context.refresh();
    }

    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    public static Caller.App app(String tenant, Grant... grants) {
        TenantId id = new TenantId(UUID.nameUUIDFromBytes(tenant.getBytes(StandardCharsets.UTF_8)));
        return new Caller.App(
                AppId.create(),
                tenant + "-app",
                new Tenant(id, tenant, tenant, tenant + "@example.org", canonicalId(id)),
                List.of(grants));
    }

    /** Hex digits that only this tenant has. */
    public static String canonicalId(TenantId tenant) {
        return tenant.toString().replace("-", "").repeat(2);
    }

    /** Who sends the requests from now on. */
    public MemoryGateway as(Caller other) {
        caller = other;
        return this;
    }

    /** Headers as name, value, name, value; before them, so that their number is odd, a body. */
    public Reply send(String method, String pathAndQuery, String... bodyAndHeaders) {
        boolean withBody = bodyAndHeaders.length % 2 == 1;
        byte[] body = withBody ? bodyAndHeaders[0].getBytes(StandardCharsets.UTF_8) : new byte[0];
        return send(
                method,
                pathAndQuery,
                body,
                Arrays.copyOfRange(bodyAndHeaders, withBody ? 1 : 0, bodyAndHeaders.length));
    }

    public Reply send(String method, String pathAndQuery, byte[] body, String... headers) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("content-length", List.of(Integer.toString(body.length)));
        for (int i = 0; i < headers.length; i += 2) {
            fields.put(headers[i], List.of(headers[i + 1]));
        }
        int question = pathAndQuery.indexOf('?');
        String path = question < 0 ? pathAndQuery : pathAndQuery.substring(0, question);
        Parameters parameters = Parameters.parse(question < 0 ? null : pathAndQuery.substring(question + 1));
        try {
            return dispatch(Method.of(method).orElseThrow(), path, parameters, Headers.of(fields), body);
        } catch (S3Error e) {
            return Reply.of(e);
        } catch (ServiceFailure e) {
            return Reply.of(FailureTranslation.translate(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The operation itself, however clients would ask for it: on the bucket, or on the object. */
    public Reply perform(S3Operation operation, String bucket, String object) {
        String path = operation.level() == Level.OBJECT ? object : bucket;
        Headers headers = Headers.of(Map.of(
                "content-length", List.of("0"),
                "x-amz-copy-source", List.of(object),
                "x-amz-object-attributes", List.of("ETag")));
        try (ReceivedBody body = new ReceivedBody(
                () -> new ByteArrayInputStream(new byte[0]), headers, new PayloadProof.Unsigned(), blocks)) {
            S3Call call = call(operation, path, Parameters.NONE, headers, body);
            return reply(part(Dispatcher.class).dispatch(call, target(path)), false);
        } catch (S3Error e) {
            return Reply.of(e);
        } catch (ServiceFailure e) {
            return Reply.of(FailureTranslation.translate(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply dispatch(Method method, String path, Parameters parameters, Headers headers, byte[] body)
            throws IOException {
        Target target = target(path);
        S3Operation operation = OperationRouter.route(method, target, parameters, headers);
        try (ReceivedBody received =
                new ReceivedBody(() -> new ByteArrayInputStream(body), headers, new PayloadProof.Unsigned(), blocks)) {
            S3Call call = call(operation, path, parameters, headers, received);
            return reply(part(Dispatcher.class).dispatch(call, target), method == Method.HEAD);
        }
    }

    private S3Call call(S3Operation operation, String path, Parameters parameters, Headers headers, ReceivedBody body) {
        return new S3Call(
                "request",
                clock.instant(),
                operation,
                new Endpoint("http", "s3.example.org", path, "127.0.0.1", REGION),
                headers,
                parameters,
                caller,
                body);
    }

    private static Target target(String path) {
        String bare = path.substring(1);
        int slash = bare.indexOf('/');
        String bucket =
                OwnerPrefix.of(slash < 0 ? bare : bare.substring(0, slash)).bucket();
        String key = slash < 0 ? "" : PercentDecoder.path(bare.substring(slash + 1));
        if (bucket.isEmpty()) {
            return new Target.Account();
        }
        BucketName name = new BucketName(bucket);
        return key.isEmpty() ? new Target.OfBucket(name) : new Target.OfObject(name, new ObjectKey(key));
    }

    private static Reply reply(S3Response response, boolean head) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers().forEach(header -> headers.put(header.name().toLowerCase(Locale.ROOT), header.value()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (response.body()) {
            case S3Response.Body.None none -> {}
            case S3Response.Body.Text text -> out.writeBytes(text.text().getBytes(StandardCharsets.UTF_8));
            case S3Response.Body.Xml xml -> {
                XmlWriter writer = new XmlWriter(out);
                xml.document().accept(writer);
                writer.finish();
            }
            case S3Response.Body.Stream stream -> {
                headers.put("content-length", Long.toString(stream.length()));
                if (!head) {
                    stream.writer().writeTo(out);
                }
            }
        }
        return new Reply(response.status(), "", headers, out.toByteArray());
    }

    @Override
    public void close() {
        context.close();
    }
}
