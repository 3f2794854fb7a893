package dev.anvil.gateway.s3.multipart;

import dev.anvil.gateway.catalogue.CompletedPart;
import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.ChecksumFields;
import dev.anvil.gateway.s3.header.EntityTags;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;
import dev.anvil.model.Checksum;
import dev.anvil.model.ETag;
import java.util.ArrayList;
import java.util.List;

/** The parts that an upload is completed with. */
record CompleteDocument(List<CompletedPart> parts) {
    /** Ten thousand parts, each with an entity tag, a checksum and generous white space. */
    static final int MAX_BYTES = 8 << 20;

    static CompleteDocument parse(byte[] document) {
        if (document.length == 0) {
            throw new S3Error(S3ErrorCode.MISSING_REQUEST_BODY);
        }
        List<XmlElement> elements =
                XmlReader.parse(document, "CompleteMultipartUpload").children("Part");
        if (elements.isEmpty()) {
            throw new S3Error(S3ErrorCode.MALFORMED_XML);
        }
        if (elements.size() > UploadCatalogue.MAX_PARTS) {
            throw new S3Error(S3ErrorCode.INVALID_REQUEST, "An upload has at most 10,000 parts.");
        }
        List<CompletedPart> parts = new ArrayList<>(elements.size());
        int previous = 0;
        for (XmlElement element : elements) {
            CompletedPart part = part(element);
            if (part.number() <= previous) {
                throw new S3Error(S3ErrorCode.INVALID_PART_ORDER);
            }
            previous = part.number();
            parts.add(part);
        }
        return new CompleteDocument(parts);
    }

    private static CompletedPart part(XmlElement element) {
        String tag = EntityTags.bare(element.text("ETag").orElseThrow(CompleteDocument::malformed));
        List<Checksum> checksums = new ArrayList<>();
        for (Checksum.Algorithm algorithm : Checksum.Algorithm.values()) {
            element.text(ChecksumFields.elementName(algorithm))
                    .map(text -> ChecksumFields.parse(algorithm, text).checksum())
                    .ifPresent(checksums::add);
        }
        int number = number(element);
        try {
            return new CompletedPart(number, new ETag(tag), checksums);
        } catch (IllegalArgumentException e) {
            // What is no entity tag is none of a part that was uploaded.
            throw new S3Error(S3ErrorCode.INVALID_PART).with("PartNumber", Integer.toString(number));
        }
    }

    private static int number(XmlElement element) {
        String text = element.text("PartNumber").map(String::strip).orElseThrow(CompleteDocument::malformed);
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= UploadCatalogue.MAX_PARTS) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw malformed();
        }
        throw new S3Error(S3ErrorCode.INVALID_PART).with("PartNumber", text);
    }

    private static S3Error malformed() {
        return new S3Error(S3ErrorCode.MALFORMED_XML);
    }
}
