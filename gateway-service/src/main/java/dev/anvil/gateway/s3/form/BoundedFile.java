package dev.anvil.gateway.s3.form;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The file of a form, as long as its policy allows. */
final class BoundedFile extends FilterInputStream {
    private final PostCondition.Length bounds;
    private long count;

    BoundedFile(InputStream file, PostCondition.Length bounds) {
        super(file);
        this.bounds = bounds;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        if (read < 0 && count < bounds.least()) {
            throw new S3Error(S3ErrorCode.ENTITY_TOO_SMALL)
                    .with("ProposedSize", Long.toString(count))
                    .with("MinSizeAllowed", Long.toString(bounds.least()));
        }
        count += Math.max(read, 0);
        if (count > bounds.most()) {
            throw new S3Error(S3ErrorCode.ENTITY_TOO_LARGE).with("MaxSizeAllowed", Long.toString(bounds.most()));
        }
        return read;
    }
}
