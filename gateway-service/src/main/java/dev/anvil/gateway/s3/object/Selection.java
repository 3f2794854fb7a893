package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.catalogue.PartLayout;
import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.NumberParameter;
import dev.anvil.gateway.s3.header.RangeHeader;
import dev.anvil.model.ByteRange;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which bytes of an object a client wants: all, a range, or a part.
 *
 * @param part its number; 0 where no part was asked for
 */
record Selection(ByteRange range, boolean partial, int part) {
    static Selection of(S3Call call, ObjectVersion version) {
        OptionalInt part = number(call);
        Optional<String> field = call.header("range");
        if (part.isPresent()) {
            if (field.isPresent()) {
                throw new S3Error(
                        S3ErrorCode.INVALID_REQUEST, "Cannot specify both Range header and partNumber query parameter");
            }
            ByteRange range = ofPart(version, part.getAsInt());
            // An empty range has no way to be written as one.
            return new Selection(range, !range.isEmpty(), part.getAsInt());
        }
        return field.flatMap(text -> RangeHeader.parse(text, version.size()))
                .map(range -> new Selection(range, true, 0))
                .orElseGet(() -> new Selection(ByteRange.whole(version.size()), false, 0));
    }

    /** The part's, which is refused before the object is looked at where it can be none. */
    static OptionalInt number(S3Call call) {
        return NumberParameter.of(call, "partNumber", 1, UploadCatalogue.MAX_PARTS);
    }

    /** That there is such a part is told even to who has not got the key. */
    static void requirePart(S3Call call, ObjectVersion version) {
        if (call.parameters().contains("partNumber")) {
            of(call, version);
        }
    }

    private static ByteRange ofPart(ObjectVersion version, int number) {
        if (!version.isMultipart()) {
            if (number == 1) {
                return ByteRange.whole(version.size());
            }
            throw noSuchPart();
        }
        // The numbers are those of the upload, which may have gaps.
        PartLayout part = version.parts().stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElseThrow(Selection::noSuchPart);
        return new ByteRange(part.offset(), part.length());
    }

    private static S3Error noSuchPart() {
        return new S3Error(S3ErrorCode.INVALID_PART, "The requested partnumber is not satisfiable");
    }
}
