package dev.anvil.gateway.http;

import org.apache.coyote.ErrorState;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 as Tomcat speaks it, but status lines have their reasons, and an {@code Expect} that Tomcat does not know is ignored, as S3 does,
 * instead of being refused with 417.
 * Public because Tomcat makes it by name.
 */
public final class TolerantHttp11 extends Http11NioProtocol {
    private static final int EXPECTATION_FAILED = 417;

    @Override
    protected Processor createProcessor() {
        int headerBytes = getMaxHttpResponseHeaderSize();
        return new Http11Processor(this, getAdapter()) {
            {
                ReasonedOutput.install(this, response, headerBytes);
            }

            /** An unknown expectation is the only thing for which Tomcat itself sets this status. */
            @Override
            protected void setErrorState(ErrorState state, @Nullable Throwable cause) {
                if (cause == null && response.getStatus() == EXPECTATION_FAILED && !response.isCommitted()) {
                    response.setStatus(200);
                } else {
                    super.setErrorState(state, cause);
                }
            }
        };
    }
}
