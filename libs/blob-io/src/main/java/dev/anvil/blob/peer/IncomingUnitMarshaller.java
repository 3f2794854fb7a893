package dev.anvil.blob.peer;

import com.google.protobuf.WireFormat;
import dev.anvil.blob.BlobLayout;
import dev.anvil.blob.BufferPool;
import dev.anvil.storage.v1.ShardUnit;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads a unit's bytes from the socket's buffers straight into a pooled array. */
final class IncomingUnitMarshaller implements MethodDescriptor.Marshaller<IncomingUnit> {
    private static final byte[] NOTHING = new byte[0];

    private final BufferPool buffers;

    IncomingUnitMarshaller(BufferPool buffers) {
        this.buffers = buffers;
    }

    @Override
    public IncomingUnit parse(InputStream in) {
        try {
            int stripe = 0;
            int crc32c = 0;
            int length = 0;
            byte[] array = NOTHING;
            for (int first = in.read(); first >= 0; first = in.read()) {
                int tag = varint(first, in);
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case ShardUnit.STRIPE_FIELD_NUMBER -> stripe = varint(next(in), in);
                    case ShardUnit.CRC32C_FIELD_NUMBER -> crc32c = fixed32(in);
                    case ShardUnit.DATA_FIELD_NUMBER -> {
                        length = varint(next(in), in);
                        if (length < 0 || length > BlobLayout.MAX_UNIT_BYTES) {
                            throw new IOException("a unit of " + length + " bytes");
                        }
                        array = buffers.take(length);
                        if (in.readNBytes(array, 0, length) < length) {
                            throw new EOFException("a unit that ends early");
                        }
                    }
                    default -> skip(tag, in);
                }
            }
            return new IncomingUnit(stripe, crc32c, array, length);
        } catch (IOException e) {
            throw Status.INTERNAL
                    .withDescription("a malformed unit: " + e.getMessage())
                    .withCause(e)
                    .asRuntimeException();
        }
    }

    /** Fields of later versions of the contract. */
    private static void skip(int tag, InputStream in) throws IOException {
        switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_VARINT -> varint(next(in), in);
            case WireFormat.WIRETYPE_FIXED32 -> in.skipNBytes(4);
            case WireFormat.WIRETYPE_FIXED64 -> in.skipNBytes(8);
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> in.skipNBytes(varint(next(in), in));
            default -> throw new IOException("an unknown kind of field: " + tag);
        }
    }

    private static int next(InputStream in) throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException("a message that ends early");
        }
        return value;
    }

    private static int varint(int first, InputStream in) throws IOException {
        int value = first & 0x7f;
        int read = first;
        for (int shift = 7; (read & 0x80) != 0; shift += 7) {
            if (shift > 63) {
                throw new IOException("an endless number");
            }
            read = next(in);
            value |= shift < 32 ? (read & 0x7f) << shift : 0;
        }
        return value;
    }

    private static int fixed32(InputStream in) throws IOException {
        return next(in) | next(in) << 8 | next(in) << 16 | next(in) << 24;
    }

    /** Only servers send units. */
    @Override
    public InputStream stream(IncomingUnit value) {
        throw new UnsupportedOperationException("a client sends no units this way");
    }
}
