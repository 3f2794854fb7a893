package dev.anvil.metadata.rpc;

import dev.anvil.metadata.object.Guards;
import dev.anvil.metadata.object.ObjectAttributes;
import dev.anvil.metadata.object.Preconditions;
import dev.anvil.metadata.object.Tag;
import dev.anvil.model.AppId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clients say about objects, and the conditions that they set. */
final class AttributeMessages {
    private AttributeMessages() {}

    static ObjectAttributes attributes(dev.anvil.metadata.v1.ObjectAttributes message) {
        return new ObjectAttributes(
                PlainText.of("the content type", message.getContentType()),
                PlainText.of("the cache control", message.getCacheControl()),
                PlainText.of("the content disposition", message.getContentDisposition()),
                PlainText.of("the content encoding", message.getContentEncoding()),
                PlainText.of("the content language", message.getContentLanguage()),
                PlainText.of("the expiry date", message.getExpires()),
                PlainText.of("the website redirect", message.getWebsiteRedirect()),
                PlainText.of("the storage class", message.getStorageClass()),
                userMetadata(message),
                GuardMessages.guards(message.getGuards()),
                PlainText.of("the access control list", message.getAcl()));
    }

    private static java.util.Map<String, String> userMetadata(dev.anvil.metadata.v1.ObjectAttributes message) {
        message.getUserMetadataMap().forEach((name, value) -> {
            PlainText.of("the name of a metadata entry", name);
            PlainText.of("metadata entry " + name, value);
        });
        return message.getUserMetadataMap();
    }

    static List<Tag> tags(List<dev.anvil.metadata.v1.Tag> messages) {
        return messages.stream()
                .map(tag -> new Tag(PlainText.of("a tag", tag.getKey()), PlainText.of("a tag", tag.getValue())))
                .toList();
    }

    static dev.anvil.metadata.v1.ObjectAttributes message(ObjectAttributes attributes, List<Tag> tags) {
        var message = dev.anvil.metadata.v1.ObjectAttributes.newBuilder()
                .setContentType(attributes.contentType())
                .setCacheControl(attributes.cacheControl())
                .setContentDisposition(attributes.contentDisposition())
                .setContentEncoding(attributes.contentEncoding())
                .setContentLanguage(attributes.contentLanguage())
                .setExpires(attributes.expires())
                .setWebsiteRedirect(attributes.websiteRedirect())
                .setStorageClass(attributes.storageClass())
                .setAcl(attributes.acl())
                .putAllUserMetadata(attributes.userMetadata());
        if (!attributes.guards().equals(Guards.NONE)) {
            message.setGuards(GuardMessages.message(attributes.guards()));
        }
        tags.forEach(tag -> message.addTags(
                dev.anvil.metadata.v1.Tag.newBuilder().setKey(tag.key()).setValue(tag.value())));
        return message.build();
    }

    static Preconditions preconditions(dev.anvil.metadata.v1.Preconditions message) {
        return new Preconditions(
                message.hasIfMatch() ? PlainText.of("the condition", message.getIfMatch()) : null,
                message.hasIfNoneMatch() ? PlainText.of("the condition", message.getIfNoneMatch()) : null,
                message.hasIfModifiedSinceMillis() ? Instant.ofEpochMilli(message.getIfModifiedSinceMillis()) : null,
                message.hasIfUnmodifiedSinceMillis()
                        ? Instant.ofEpochMilli(message.getIfUnmodifiedSinceMillis())
                        : null,
                message.hasIfSize() ? message.getIfSize() : null);
    }

    /** Empty where nobody is known to have done it. */
    static @Nullable AppId app(String text) {
        return text.isEmpty() ? null : AppId.parse(text);
    }
}
