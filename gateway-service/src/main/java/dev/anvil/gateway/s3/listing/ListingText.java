package dev.anvil.gateway.s3.listing;

import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.xml.UrlEncoding;
import java.util.function.UnaryOperator;

/** How keys stand in a listing: as they are, or percent-encoded because XML cannot carry every key. */
public record ListingText(boolean encoded) {
    public static ListingText of(S3Call call) {
        String type = call.parameter("encoding-type").orElse("");
        return switch (type) {
            case "" -> new ListingText(false);
            case "url" -> new ListingText(true);
            default ->
                throw new S3Error(S3ErrorCode.INVALID_ARGUMENT, "Invalid Encoding Method specified in Request")
                        .with("ArgumentName", "encoding-type")
                        .with("ArgumentValue", type);
        };
    }

    public String of(String text) {
        UnaryOperator<String> encoding = encoded ? UrlEncoding::keepingSlashes : UnaryOperator.identity();
        return encoding.apply(text);
    }
}
