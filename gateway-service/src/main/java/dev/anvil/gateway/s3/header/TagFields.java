package dev.anvil.gateway.s3.header;

import dev.anvil.gateway.catalogue.Tag;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;
import dev.anvil.gateway.s3.xml.XmlWriter;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.gateway.wire.Parameters;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tags as headers and documents carry them, within the limits of S3. */
public final class TagFields {
    public static final int MAX_OF_OBJECT = 10;
    public static final int MAX_OF_BUCKET = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;

    private TagFields() {}

    /** From {@code x-amz-tagging}: key=value pairs as in a query. */
    public static List<Tag> of(Headers headers) {
        return headers.first("x-amz-tagging")
                .map(field -> checked(
                        Parameters.parse(field).all().stream()
                                .map(pair -> new Tag(pair.name(), pair.value()))
                                .sorted(Comparator.comparing(Tag::key))
                                .toList(),
                        MAX_OF_OBJECT))
                .orElse(List.of());
    }

    /** From a {@code Tagging} document. */
    public static List<Tag> of(byte[] document, int most) {
        XmlElement set = XmlReader.parse(document, "Tagging")
                .child("TagSet")
                .orElseThrow(() -> new S3Error(S3ErrorCode.MALFORMED_XML));
        return checked(
                set.children("Tag").stream()
                        .map(tag -> new Tag(required(tag, "Key"), required(tag, "Value")))
                        .toList(),
                most);
    }

    private static String required(XmlElement tag, String name) {
        return tag.text(name).orElseThrow(() -> new S3Error(S3ErrorCode.MALFORMED_XML));
    }

    public static void write(XmlWriter xml, List<Tag> tags) {
        xml.open("TagSet");
        for (Tag tag : tags) {
            xml.open("Tag")
                    .element("Key", tag.key())
                    .element("Value", tag.value())
                    .close();
        }
        xml.close();
    }

    private static List<Tag> checked(List<Tag> tags, int most) {
        if (tags.size() > most) {
            throw most == MAX_OF_OBJECT
                    ? new S3Error(S3ErrorCode.INVALID_TAG, "Object tags cannot be greater than " + most)
                    : new S3Error(S3ErrorCode.INVALID_TAG, "Bucket tags cannot be greater than " + most);
        }
        Set<String> keys = new HashSet<>();
        for (Tag tag : tags) {
            if (tag.key().isEmpty() || tag.key().length() > MAX_KEY) {
                throw new S3Error(S3ErrorCode.INVALID_TAG, "The TagKey you have provided is invalid");
            }
            if (tag.value().length() > MAX_VALUE) {
                throw new S3Error(S3ErrorCode.INVALID_TAG, "The TagValue you have provided is invalid");
            }
            if (!keys.add(tag.key())) {
                throw new S3Error(S3ErrorCode.INVALID_TAG, "Cannot provide multiple Tags with the same key");
            }
        }
        return tags;
    }
}
