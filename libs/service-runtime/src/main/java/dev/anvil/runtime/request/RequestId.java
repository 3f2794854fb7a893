package dev.anvil.runtime.request;

import io.grpc.Metadata;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The id of the request that the current thread serves. */
public final class RequestId {
    /** Its name in SLF4J's context, and so in structured logs. */
    public static final String KEY = "requestId";

    static final Metadata.Key<String> HEADER = Metadata.Key.of("anvil-request-id", Metadata.ASCII_STRING_MARSHALLER);
    private static final int MAX_LENGTH = 64;

    private RequestId() {}

    /** Until the answer is closed, what this thread logs and calls bears the id. */
    public static MDC.MDCCloseable entered(String id) {
        return MDC.putCloseable(KEY, id);
    }

    static @Nullable String current() {
        return MDC.get(KEY);
    }

    /** What others send us ends up in our logs, so not everything is taken. */
    static boolean isAcceptable(@Nullable String id) {
        if (id == null || id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int index = 0; index < id.length(); index++) {
            char one = id.charAt(index);
            if (!(one >= '0' && one <= '9' || one >= 'A' && one <= 'Z' || one >= 'a' && one <= 'z' || one == '-')) {
                return false;
            }
        }
        return true;
    }

    static String fresh() {
        return HexFormat.of()
                .toHexDigits(ThreadLocalRandom.current().nextLong())
                .toUpperCase(Locale.ROOT);
    }
}
