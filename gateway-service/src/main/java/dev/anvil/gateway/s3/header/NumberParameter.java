package dev.anvil.gateway.s3.header;

import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.util.OptionalInt;

/** Parameters that are numbers. */
public final class NumberParameter {
    private NumberParameter() {}

    public static OptionalInt of(S3Call call, String name, int least, int most) {
        String text = call.parameters().get(name);
        if (text == null) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            throw invalid(name, text, "Provided " + name + " not an integer or within integer range");
        }
        throw invalid(name, text, "Argument " + name + " must be an integer between " + least + " and " + most);
    }

    /** How many entries a page shall have. More than the greatest page is the greatest page. */
    public static int page(S3Call call, String name, int most) {
        String text = call.parameters().get(name);
        return text == null || text.isEmpty()
                ? most
                : Math.min(most, of(call, name, 0, Integer.MAX_VALUE).orElse(most));
    }

    private static S3Error invalid(String name, String text, String message) {
        return new S3Error(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", text);
    }
}
