package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.xml.XmlWriter;
import java.util.function.Consumer;

/** Answers what is the same for all buckets: that something which we do not have is off. Tools ask for it and go on. */
final class FixedAnswerHandler implements S3Handler.OfBucket {
    private final S3Operation operation;
    private final Consumer<XmlWriter> document;

    FixedAnswerHandler(S3Operation operation, Consumer<XmlWriter> document) {
        this.operation = operation;
        this.document = document;
    }

    @Override
    public S3Operation operation() {
        return operation;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        return S3Response.ok().xml(document);
    }
}
