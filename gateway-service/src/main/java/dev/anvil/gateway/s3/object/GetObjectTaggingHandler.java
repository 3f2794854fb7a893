package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.header.TagFields;

/** The tags of an object. One without tags has an empty set of them. */
final class GetObjectTaggingHandler implements S3Handler.OfObject {
    private final ObjectLookup lookup;

    GetObjectTaggingHandler(ObjectLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.GET_OBJECT_TAGGING;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        ObjectVersion version = lookup.find(request, false);
        return S3Response.ok()
                .header(ObjectAnswers.VERSION_ID, ObjectAnswers.versionId(request.bucket(), version.version()))
                .xml(xml -> {
                    xml.openRoot("Tagging");
                    TagFields.write(xml, version.attributes().tags());
                    xml.close();
                });
    }
}
