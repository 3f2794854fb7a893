package dev.anvil.gateway.api;

import dev.anvil.api.v1.ListObjectsResponse;
import dev.anvil.api.v1.ObjectInfo;
import dev.anvil.gateway.catalogue.CommonPrefix;
import dev.anvil.gateway.catalogue.ListEntry;
import dev.anvil.gateway.catalogue.ObjectAttributes;
import dev.anvil.gateway.catalogue.ObjectPage;
import dev.anvil.gateway.catalogue.ObjectSummary;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.s3.header.PageToken;

/** Objects as messages of the public API. */
final class ObjectInfos {
    private ObjectInfos() {}

    static ObjectInfo of(ObjectVersion version) {
        ObjectAttributes attributes = version.attributes();
        return ObjectInfo.newBuilder()
                .setKey(version.key().value())
                .setContentType(attributes.contentType() == null ? "" : attributes.contentType())
                .setContentLength(version.size())
                .setEtag(version.etag().value())
                .setLastModified(Times.message(version.modified()))
                .setVersionId(version.version().value())
                .putAllUserMetadata(attributes.userMetadata())
                .build();
    }

    static ListObjectsResponse of(ObjectPage page) {
        var answer = ListObjectsResponse.newBuilder();
        for (ListEntry entry : page.entries()) {
            switch (entry) {
                case ObjectSummary object -> answer.addObjects(message(object));
                case CommonPrefix common -> answer.addCommonPrefixes(common.prefix());
            }
        }
        if (page.more()) {
            answer.setNextPageToken(PageToken.encode(page.nextAfter()));
        }
        return answer.build();
    }

    private static dev.anvil.api.v1.ObjectSummary message(ObjectSummary object) {
        return dev.anvil.api.v1.ObjectSummary.newBuilder()
                .setKey(object.key().value())
                .setSize(object.size())
                .setEtag(object.etag() == null ? "" : object.etag().value())
                .setLastModified(Times.message(object.modified()))
                .build();
    }
}
