package dev.anvil.gateway.http;

import dev.anvil.runtime.trace.Traces;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Begins the trace of a request by HTTP. There where traces are wanted, and not even asked otherwise. */
final class TraceFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient Traces traces;

    TraceFilter(Traces traces) {
        this.traces = traces;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        traces.<IOException, ServletException>serve(
                "S3 " + request.getMethod(),
                request::getHeader,
                new Answered(response),
                () -> chain.doFilter(request, response));
    }

    private record Answered(HttpServletResponse response) implements Traces.Answered {
        @Override
        public int status() {
            return response.getStatus();
        }

        @Override
        public @Nullable String requestId() {
            return response.getHeader("x-amz-request-id");
        }
    }
}
