package dev.anvil.metadata.rpc;

import dev.anvil.metadata.listing.CommonPrefix;
import dev.anvil.metadata.listing.ListEntry;
import dev.anvil.metadata.listing.ObjectPage;
import dev.anvil.metadata.listing.ObjectQuery;
import dev.anvil.metadata.listing.ObjectSummary;
import dev.anvil.metadata.listing.VersionPage;
import dev.anvil.metadata.listing.VersionQuery;
import dev.anvil.metadata.v1.ListObjectsRequest;
import dev.anvil.metadata.v1.ListObjectsResponse;
import dev.anvil.metadata.v1.ListVersionsRequest;
import dev.anvil.metadata.v1.ListVersionsResponse;
import dev.anvil.model.VersionId;

/** Listings of objects and versions. */
final class ListingMessages {
    private ListingMessages() {}

    static ObjectQuery query(ListObjectsRequest message) {
        return new ObjectQuery(
                IdBytes.bucket(message.getBucketId()),
                PlainText.of("the prefix", message.getPrefix()),
                PlainText.of("the delimiter", message.getDelimiter()),
                PlainText.of("the marker", message.getAfter()),
                message.getLimit());
    }

    static VersionQuery query(ListVersionsRequest message) {
        return new VersionQuery(
                IdBytes.bucket(message.getBucketId()),
                PlainText.of("the prefix", message.getPrefix()),
                PlainText.of("the delimiter", message.getDelimiter()),
                PlainText.of("the key marker", message.getKeyMarker()),
                message.getVersionIdMarker().isEmpty() ? null : new VersionId(message.getVersionIdMarker()),
                message.getLimit());
    }

    static ListObjectsResponse message(ObjectPage page) {
        var message = ListObjectsResponse.newBuilder().setMore(page.more()).setNextAfter(page.nextAfter());
        page.entries().forEach(entry -> message.addEntries(message(entry)));
        return message.build();
    }

    static ListVersionsResponse message(VersionPage page) {
        VersionId marker = page.nextVersionMarker();
        var message = ListVersionsResponse.newBuilder()
                .setMore(page.more())
                .setNextKeyMarker(page.nextKeyMarker())
                .setNextVersionIdMarker(marker == null ? "" : marker.value());
        page.entries().forEach(entry -> message.addEntries(message(entry)));
        return message.build();
    }

    private static dev.anvil.metadata.v1.ListEntry message(ListEntry entry) {
        var message = dev.anvil.metadata.v1.ListEntry.newBuilder();
        return switch (entry) {
            case CommonPrefix prefix -> message.setCommonPrefix(prefix.value()).build();
            case ObjectSummary summary -> message.setObject(message(summary)).build();
        };
    }

    private static dev.anvil.metadata.v1.ObjectSummary message(ObjectSummary summary) {
        var message = dev.anvil.metadata.v1.ObjectSummary.newBuilder()
                .setKey(summary.key())
                .setVersionId(summary.version().value())
                .setLatest(summary.latest())
                .setDeleteMarker(summary.deleteMarker())
                .setSize(summary.size())
                .setEtag(summary.etag())
                .setModifiedMillis(summary.modified().toEpochMilli())
                .setStorageClass(summary.storageClass());
        summary.checksums()
                .forEach(stored -> message.addChecksumAlgorithms(
                                ChecksumMessages.message(stored.checksum().algorithm()))
                        .setChecksumComposite(stored.composite()));
        return message.build();
    }
}
