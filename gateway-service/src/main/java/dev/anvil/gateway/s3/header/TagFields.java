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
import java.util.List;
import java.util.regex.Pattern;

/** Tags as headers and documents carry them, within the limits of S3. */
public final class TagFields {
    public static final int MAX_OF_OBJECT = 10;
    public static final int MAX_OF_BUCKET = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final String HEADER = "x-amz-tagging";
    /** What begins like this is made by AWS, not by its users. */
    private static final String RESERVED = "aws:";
    /** Letters, digits and spaces of every language, and these. */
    private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private static final Pattern BROKEN_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private TagFields() {}

    /** From {@code x-amz-tagging}: key=value pairs as in a query. */
    public static List<Tag> of(Headers headers) {
        return headers.first(HEADER).map(TagFields::ofQuery).orElse(List.of());
    }

    private static List<Tag> ofQuery(String field) {
        if (BROKEN_PERCENT.matcher(field).find()) {
            throw misencoded(field);
        }
        List<Tag> tags = Parameters.parse(field).all().stream()
                .map(pair -> new Tag(pair.name(), pair.value()))
                .sorted(Comparator.comparing(Tag::key))
                .toList();
        if (hasDuplicates(tags) || tags.stream().anyMatch(tag -> tag.key().isEmpty())) {
            throw misencoded(field);
        }
        return checked(tags, MAX_OF_OBJECT);
    }

    private static S3Error misencoded(String field) {
        return new S3Error(
                        S3ErrorCode.INVALID_ARGUMENT,
                        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters"
                                + " without tag name duplicates.")
                .with("ArgumentName", HEADER)
                .with("ArgumentValue", field);
    }

    /** From a {@code Tagging} document. */
    public static List<Tag> of(byte[] document, int most) {
        XmlElement set = XmlReader.parse(document, "Tagging")
                .child("TagSet")
                .orElseThrow(() -> new S3Error(S3ErrorCode.MALFORMED_XML));
        return of(set, most);
    }

    /** From the {@code Tag} elements in another one. */
    public static List<Tag> of(XmlElement set, int most) {
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
        for (Tag tag : tags) {
            if (tag.key().startsWith(RESERVED)) {
                throw new S3Error(S3ErrorCode.INVALID_TAG, "System tags cannot be added/updated by requester");
            }
            if (tag.key().isEmpty()
                    || tag.key().length() > MAX_KEY
                    || !TEXT.matcher(tag.key()).matches()) {
                throw new S3Error(S3ErrorCode.INVALID_TAG, "The TagKey you have provided is invalid");
            }
            if (tag.value().length() > MAX_VALUE || !TEXT.matcher(tag.value()).matches()) {
                throw new S3Error(S3ErrorCode.INVALID_TAG, "The TagValue you have provided is invalid");
            }
        }
        if (hasDuplicates(tags)) {
            throw new S3Error(S3ErrorCode.INVALID_TAG, "Cannot provide multiple Tags with the same key");
        }
        return tags;
    }

    private static boolean hasDuplicates(List<Tag> tags) {
        return tags.stream().map(Tag::key).distinct().count() < tags.size();
    }
}
