package dev.anvil.gateway.http;

import dev.anvil.gateway.s3.ErrorDocument;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.runtime.request.RequestId;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.slf4j.MDC;

/**
 * The door. Everything that comes by HTTP passes here: it is given an id, answered by S3 or by the health page, and whatever was
 * thrown on the way is written as S3's error document.
 */
final class S3Servlet extends HttpServlet {
    /** What Tomcat reads and throws away of a body that nobody wanted, to keep a connection. Beyond it the connection is closed. */
    static final int MAX_SWALLOWED_BYTES = 2 << 20;

    private final transient S3Service service;
    private final transient HealthPage health;
    private final transient RequestIds ids;
    private final transient RequestLog log;
    private final transient ClientAddresses clients;
    private final transient BooleanSupplier stopping;

    S3Servlet(
            S3Service service,
            HealthPage health,
            RequestIds ids,
            RequestLog log,
            ClientAddresses clients,
            BooleanSupplier stopping) {
        this.service = service;
        this.health = health;
        this.ids = ids;
        this.log = log;
        this.clients = clients;
        this.stopping = stopping;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = new Exchange(ids.next(), clients.of(request), System.nanoTime());
        introduce(response, exchange);
        try (MDC.MDCCloseable entered = RequestId.entered(exchange.id())) {
            try {
                serve(request, response, exchange);
            } finally {
                exchange.close();
                log.ended(exchange, request, exchange.outcome(response.getStatus()), TomcatWire.sentBytes(request));
            }
        }
    }

    private void introduce(HttpServletResponse response, Exchange exchange) {
        response.setHeader("x-amz-request-id", exchange.id());
        response.setHeader("x-amz-id-2", ids.hostId());
        response.setHeader("Server", "Anvil");
        if (stopping.getAsBoolean()) {
            // The next request would find nobody here: let it make its connection elsewhere.
            response.setHeader("Connection", "close");
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, Exchange exchange) throws IOException {
        Answer answer = new Answer(request, response);
        try {
            Incoming incoming = Incoming.of(request, exchange.client(), service.region());
            S3Response s3;
            if (health.isMeantBy(incoming)) {
                exchange.isOnlyAProbe();
                s3 = health.answer(incoming);
            } else {
                s3 = service.answer(incoming, exchange, request::getInputStream);
            }
            closeUnlessRead(request, response, exchange);
            answer.write(s3, exchange.headers());
        } catch (IOException | RuntimeException e) {
            S3Error error = Failures.toS3(e, exchange.id(), stopping.getAsBoolean());
            exchange.failed(error.code());
            if (response.isCommitted()) {
                if (error.code() == S3ErrorCode.REQUEST_TIMEOUT) {
                    exchange.isAbandoned();
                }
                // Half an answer is out. Only a connection that breaks tells the client that the other half is missing.
                TomcatWire.cut(request);
            } else {
                // What was meant to go out, its length above all, says nothing of the document that goes out instead.
                response.reset();
                introduce(response, exchange);
                closeUnlessRead(request, response, exchange);
                answer.write(document(error, request, exchange), exchange.headers());
            }
        }
    }

    private S3Response document(S3Error error, HttpServletRequest request, Exchange exchange) {
        S3Response answer = S3Response.status(error.code().status());
        for (var header : error.headers().entrySet()) {
            answer = answer.header(header.getKey(), header.getValue());
        }
        return error.code() == S3ErrorCode.NOT_MODIFIED
                ? answer
                : answer.xml(new ErrorDocument(error, request.getRequestURI(), exchange.id(), ids.hostId())::writeTo);
    }

    /**
     * A big body that nobody has read, or that the client has not begun to send, cannot be skipped to find the next request:
     * the connection ends with this answer, and says so.
     */
    private static void closeUnlessRead(HttpServletRequest request, HttpServletResponse response, Exchange exchange) {
        boolean bodyIsWaiting =
                request.getHeader("Expect") != null || request.getContentLengthLong() > MAX_SWALLOWED_BYTES;
        if (bodyIsWaiting && !exchange.bodyWasRead()) {
            response.setHeader("Connection", "close");
        }
    }
}
