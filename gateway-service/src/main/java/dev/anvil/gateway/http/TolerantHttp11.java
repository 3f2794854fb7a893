package dev.anvil.gateway.http;

import dev.anvil.gateway.http.interim.ContinueEndpoint;
import org.apache.coyote.ErrorState;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 as Tomcat speaks it, but 100 Continue has its reason, and an {@code Expect} that Tomcat does not know is ignored, as S3 does,
 * instead of being refused with 417.
 * Public because Tomcat makes it by name.
 */
public final class TolerantHttp11 extends Http11NioProtocol {
    private static final int EXPECTATION_FAILED = 417;

    public TolerantHttp11() {
        super(new ContinueEndpoint());
    }

    @Override
    protected Processor createProcessor() {
        return new Http11Processor(this, getAdapter()) {
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
