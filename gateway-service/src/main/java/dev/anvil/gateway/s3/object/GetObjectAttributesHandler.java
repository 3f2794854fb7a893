package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.DonePart;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.encryption.ObjectKeys;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.AttributeFields;
import dev.anvil.gateway.s3.header.ChecksumFields;
import dev.anvil.gateway.s3.xml.XmlWriter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Tells what is known of an object, as far as it is asked for. */
final class GetObjectAttributesHandler implements S3Handler.OfObject {
    /** What can be asked for, by the names of S3. */
    private enum Wanted {
        ETAG("ETag"),
        CHECKSUM("Checksum"),
        OBJECT_PARTS("ObjectParts"),
        STORAGE_CLASS("StorageClass"),
        OBJECT_SIZE("ObjectSize");

        private final String element;

        Wanted(String element) {
            this.element = element;
        }

        static Wanted of(String name) {
            return Arrays.stream(values())
                    .filter(wanted -> wanted.element.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new S3Error(S3ErrorCode.INVALID_ARGUMENT, "Invalid attribute name specified.")
                            .with("ArgumentName", "x-amz-object-attributes")
                            .with("ArgumentValue", name));
        }
    }

    private final ObjectLookup lookup;
    private final ObjectKeys keys;

    GetObjectAttributesHandler(ObjectLookup lookup, ObjectKeys keys) {
        this.lookup = lookup;
        this.keys = keys;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.GET_OBJECT_ATTRIBUTES;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        S3Call call = request.call();
        Set<Wanted> wanted = wanted(call);
        ObjectVersion version = lookup.find(request, false);
        keys.toRead(call.headers(), version);
        PartsPage page = PartsPage.of(call);
        List<DonePart> parts =
                wanted.contains(Wanted.OBJECT_PARTS) ? lookup.parts(request.bucket(), version) : List.of();
        return S3Response.ok()
                .header("Last-Modified", version.modified())
                .header(ObjectAnswers.VERSION_ID, ObjectAnswers.versionId(request.bucket(), version.version()))
                .xml(xml -> write(xml, version, wanted, page, parts));
    }

    private static Set<Wanted> wanted(S3Call call) {
        Set<Wanted> wanted = EnumSet.noneOf(Wanted.class);
        for (String field : call.headers().all("x-amz-object-attributes")) {
            for (String name : field.split(",", -1)) {
                if (!name.isBlank()) {
                    wanted.add(Wanted.of(name.strip()));
                }
            }
        }
        if (wanted.isEmpty()) {
            throw new S3Error(
                    S3ErrorCode.INVALID_REQUEST,
                    "The x-amz-object-attributes header specifying the "
                            + "attributes to be retrieved is either missing or empty");
        }
        return wanted;
    }

    private static void write(
            XmlWriter xml, ObjectVersion version, Set<Wanted> wanted, PartsPage page, List<DonePart> parts) {
        xml.openRoot("GetObjectAttributesResponse");
        if (wanted.contains(Wanted.ETAG)) {
            xml.element("ETag", version.etag().value());
        }
        if (wanted.contains(Wanted.CHECKSUM) && !version.checksums().isEmpty()) {
            xml.open("Checksum");
            ChecksumFields.write(xml, version.checksums());
            xml.element("ChecksumType", ChecksumFields.type(version.checksums().getFirst()));
            xml.close();
        }
        if (!parts.isEmpty()) {
            page.write(xml, version, parts);
        }
        if (wanted.contains(Wanted.STORAGE_CLASS)) {
            String storageClass = version.attributes().storageClass();
            xml.element("StorageClass", storageClass == null ? AttributeFields.STANDARD : storageClass);
        }
        if (wanted.contains(Wanted.OBJECT_SIZE)) {
            xml.element("ObjectSize", version.size());
        }
        xml.close();
    }
}
