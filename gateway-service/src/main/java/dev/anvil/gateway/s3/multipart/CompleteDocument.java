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
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The parts that an upload is completed with, in rising order. Where a part is named twice, the last one counts. */
record CompleteDocument(List<Named> named) {
    /** Ten thousand parts, each with an entity tag, a checksum and generous white space. */
    static final int MAX_BYTES = 8 << 20;

    /** A part as the client wrote it: its tag may be anything. */
    record Named(int number, String tag, List<Checksum> checksums) {}

    static CompleteDocument parse(byte[] document) {
        if (document.length == 0) {
            throw malformed();
        }
        List<XmlElement> elements =
                XmlReader.parse(document, "CompleteMultipartUpload").children("Part");
        if (elements.isEmpty()) {
            throw malformed();
        }
        if (elements.size() > UploadCatalogue.MAX_PARTS) {
            throw new S3Error(S3ErrorCode.INVALID_REQUEST, "An upload has at most 10,000 parts.");
        }
        NavigableMap<Integer, Named> parts = new TreeMap<>();
        for (XmlElement element : elements) {
            Named part = part(element);
            if (!parts.isEmpty() && part.number() < parts.lastKey()) {
                throw new S3Error(S3ErrorCode.INVALID_PART_ORDER);
            }
            parts.put(part.number(), part);
        }
        return new CompleteDocument(List.copyOf(parts.values()));
    }

    /** Empty where a tag cannot be one of a part that was uploaded. */
    Optional<List<CompletedPart>> parts() {
        List<CompletedPart> parts = new ArrayList<>(named.size());
        try {
            for (Named part : named) {
                parts.add(new CompletedPart(part.number(), new ETag(part.tag()), part.checksums()));
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(parts);
    }

    private static Named part(XmlElement element) {
        String tag = EntityTags.bare(element.text("ETag").orElseThrow(CompleteDocument::malformed));
        List<Checksum> checksums = new ArrayList<>();
        for (Checksum.Algorithm algorithm : Checksum.Algorithm.values()) {
            element.text(ChecksumFields.elementName(algorithm))
                    .map(text -> ChecksumFields.parse(algorithm, text).checksum())
                    .ifPresent(checksums::add);
        }
        return new Named(number(element), tag, checksums);
    }

    private static int number(XmlElement element) {
        String text = element.text("PartNumber").map(String::strip).orElseThrow(CompleteDocument::malformed);
        try {
            int number = Integer.parseInt(text);
            if (number < 1) {
                throw new S3Error(S3ErrorCode.INVALID_ARGUMENT, "PartNumber must be >= 1")
                        .with("ArgumentName", "PartNumber")
                        .with("ArgumentValue", text);
            }
            if (number <= UploadCatalogue.MAX_PARTS) {
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
