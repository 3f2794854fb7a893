package dev.anvil.gateway.http;

import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.xml.XmlWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes answers. What is thrown from here after the first byte can only be told by cutting the connection. */
final class Answer {
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final boolean head;

    Answer(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
        this.head = request.getMethod().equals("HEAD");
    }

    void write(S3Response answer, List<S3Response.Header> more) throws IOException {
        response.setStatus(answer.status());
        for (S3Response.Header header : answer.headers()) {
            writeHeader(header.name(), header.value());
        }
        for (S3Response.Header header : more) {
            writeHeader(header.name(), header.value());
        }
        switch (answer.body()) {
            case S3Response.Body.None none -> {}
            case S3Response.Body.Text text -> writeText(text.text());
            case S3Response.Body.Xml xml -> writeXml(xml);
            case S3Response.Body.Stream stream -> {
                response.setContentLengthLong(stream.length());
                if (!head) {
                    stream.writer().writeTo(new AnswerBody(request, response));
                }
            }
        }
    }

    private void writeHeader(String name, String value) {
        if (name.equalsIgnoreCase("content-length")) {
            response.setContentLengthLong(Long.parseLong(value));
        } else if (name.equalsIgnoreCase("content-type")) {
            TomcatWire.contentType(request, HeaderText.toWire(value));
        } else if (name.equalsIgnoreCase("x-amz-request-id") || name.equalsIgnoreCase("x-amz-id-2")) {
            // Of the gateway that answered, where that is another one than this.
            response.setHeader(name, value);
        } else {
            response.addHeader(name, HeaderText.toWire(value));
        }
    }

    private void writeText(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        if (!head) {
            response.getOutputStream().write(bytes);
        }
    }

    private void writeXml(S3Response.Body.Xml body) throws IOException {
        response.setHeader("Content-Type", "application/xml");
        if (!head) {
            OutputStream out = response.getOutputStream();
            XmlWriter xml = new XmlWriter(out);
            body.document().accept(xml);
            xml.finish();
        }
    }
}
