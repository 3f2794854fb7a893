package dev.anvil.gateway.peer;

import dev.anvil.gateway.acl.AclText;
import dev.anvil.gateway.catalogue.Guards;
import dev.anvil.gateway.catalogue.ObjectAttributes;
import dev.anvil.gateway.catalogue.Preconditions;
import dev.anvil.gateway.catalogue.Tag;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What clients say about objects, as messages. Empty text in a message is absence here. */
final class AttributeMessages {
    private AttributeMessages() {}

    static dev.anvil.metadata.v1.ObjectAttributes message(ObjectAttributes attributes) {
        var message = dev.anvil.metadata.v1.ObjectAttributes.newBuilder();
        ifPresent(attributes.contentType(), message::setContentType);
        ifPresent(attributes.cacheControl(), message::setCacheControl);
        ifPresent(attributes.contentDisposition(), message::setContentDisposition);
        ifPresent(attributes.contentEncoding(), message::setContentEncoding);
        ifPresent(attributes.contentLanguage(), message::setContentLanguage);
        ifPresent(attributes.expires(), message::setExpires);
        ifPresent(attributes.websiteRedirect(), message::setWebsiteRedirect);
        ifPresent(attributes.storageClass(), message::setStorageClass);
        ifPresent(attributes.acl(), acl -> message.setAcl(AclText.of(acl)));
        if (!attributes.guards().equals(Guards.NONE)) {
            message.setGuards(GuardMessages.message(attributes.guards()));
        }
        return message.putAllUserMetadata(attributes.userMetadata())
                .addAllTags(messages(attributes.tags()))
                .build();
    }

    static ObjectAttributes attributes(dev.anvil.metadata.v1.ObjectAttributes message) {
        return new ObjectAttributes(
                orNull(message.getContentType()),
                orNull(message.getCacheControl()),
                orNull(message.getContentDisposition()),
                orNull(message.getContentEncoding()),
                orNull(message.getContentLanguage()),
                orNull(message.getExpires()),
                orNull(message.getWebsiteRedirect()),
                orNull(message.getStorageClass()),
                message.getUserMetadataMap(),
                message.getTagsList().stream()
                        .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                        .toList(),
                GuardMessages.guards(message.getGuards()),
                message.getAcl().isEmpty() ? null : AclText.parse(message.getAcl()));
    }

    static List<dev.anvil.metadata.v1.Tag> messages(List<Tag> tags) {
        return tags.stream()
                .map(tag -> dev.anvil.metadata.v1.Tag.newBuilder()
                        .setKey(tag.key())
                        .setValue(tag.value())
                        .build())
                .toList();
    }

    static dev.anvil.metadata.v1.Preconditions message(Preconditions conditions) {
        var message = dev.anvil.metadata.v1.Preconditions.newBuilder();
        ifPresent(conditions.ifMatch(), message::setIfMatch);
        ifPresent(conditions.ifNoneMatch(), message::setIfNoneMatch);
        ifPresent(conditions.ifModifiedSince(), since -> message.setIfModifiedSinceMillis(since.toEpochMilli()));
        ifPresent(conditions.ifUnmodifiedSince(), since -> message.setIfUnmodifiedSinceMillis(since.toEpochMilli()));
        ifPresent(conditions.ifSize(), message::setIfSize);
        return message.build();
    }

    static <T> void ifPresent(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
