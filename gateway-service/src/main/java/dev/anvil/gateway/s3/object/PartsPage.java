package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.DonePart;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.catalogue.StoredChecksum;
import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.ChecksumFields;
import dev.anvil.gateway.s3.xml.XmlWriter;
import java.util.List;
import java.util.Locale;

/** Which of an object's parts are shown. */
record PartsPage(int marker, int limit) {
    private static final int MAX_PAGE = 1000;

    static PartsPage of(S3Call call) {
        return new PartsPage(
                number(call, "x-amz-part-number-marker", 0, UploadCatalogue.MAX_PARTS),
                Math.min(number(call, "x-amz-max-parts", MAX_PAGE, Integer.MAX_VALUE), MAX_PAGE));
    }

    private static int number(S3Call call, String header, int fallback, int most) {
        String text = call.headers().get(header);
        if (text == null) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw invalid(header, text);
        }
        throw invalid(header, text);
    }

    private static S3Error invalid(String header, String text) {
        return new S3Error(S3ErrorCode.INVALID_ARGUMENT)
                .with("ArgumentName", header.toLowerCase(Locale.ROOT))
                .with("ArgumentValue", text);
    }

    void write(XmlWriter xml, ObjectVersion version, List<DonePart> parts) {
        List<DonePart> after =
                parts.stream().filter(part -> part.number() > marker).toList();
        List<DonePart> shown = after.stream().limit(limit).toList();
        xml.open("ObjectParts")
                .element("IsTruncated", shown.size() < after.size())
                .element("MaxParts", limit)
                .element(
                        "NextPartNumberMarker",
                        shown.isEmpty() ? 0 : shown.getLast().number())
                .element("PartNumberMarker", marker)
                .element("PartsCount", version.partCount());
        for (DonePart part : shown) {
            xml.open("Part").element("PartNumber", part.number()).element("Size", part.size());
            ChecksumFields.write(
                    xml,
                    part.checksums().stream()
                            .filter(stored -> isPromised(version, stored))
                            .toList());
            xml.close();
        }
        xml.close();
    }

    /** Parts may have been sent with checksums that the object does not have. */
    private static boolean isPromised(ObjectVersion version, StoredChecksum stored) {
        return version.checksums().stream()
                .anyMatch(whole ->
                        whole.checksum().algorithm() == stored.checksum().algorithm());
    }
}
