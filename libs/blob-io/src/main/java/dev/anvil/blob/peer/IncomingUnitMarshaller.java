package dev.anvil.blob.peer;

import com.google.protobuf.WireFormat;
import dev.anvil.blob.BlobLayout;
import dev.anvil.blob.BufferPool;
import dev.anvil.blob.LentBytes;
import dev.anvil.storage.v1.ShardUnit;
import io.grpc.Detachable;
import io.grpc.HasByteBuffer;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Reads a unit's bytes from the socket's buffers straight into a pooled array. A drive in the same process has no socket: there the memory
 * that it read the unit into is taken over as it is.
 */
final class IncomingUnitMarshaller implements MethodDescriptor.Marshaller<IncomingUnit> {
    private static final LentBytes NOTHING = LentBytes.kept(new byte[0]);

    private final BufferPool buffers;
    private final boolean local;

    IncomingUnitMarshaller(BufferPool buffers, boolean local) {
        this.buffers = buffers;
        this.local = local;
    }

    @Override
    public IncomingUnit parse(InputStream message) {
        InputStream in = message;
        try {
            int stripe = 0;
            int crc32c = 0;
            LentBytes bytes = NOTHING;
            for (int first = in.read(); first >= 0; first = in.read()) {
                int tag = varint(first, in);
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case ShardUnit.STRIPE_FIELD_NUMBER -> stripe = varint(next(in), in);
                    case ShardUnit.CRC32C_FIELD_NUMBER -> crc32c = fixed32(in);
                    case ShardUnit.DATA_FIELD_NUMBER -> {
                        int length = varint(next(in), in);
                        if (length < 0 || length > BlobLayout.MAX_UNIT_BYTES) {
                            throw new IOException("a unit of " + length + " bytes");
                        }
                        if (local && in instanceof Detachable lender) {
                            in = lender.detach();
                            bytes = takenOver(in, length);
                        } else {
                            bytes = copied(in, length);
                        }
                    }
                    default -> skip(tag, in);
                }
            }
            return new IncomingUnit(stripe, crc32c, bytes);
        } catch (IOException e) {
            throw Status.INTERNAL
                    .withDescription("a malformed unit: " + e.getMessage())
                    .withCause(e)
                    .asRuntimeException();
        }
    }

    private LentBytes copied(InputStream in, int length) throws IOException {
        byte[] array = buffers.take(length);
        if (in.readNBytes(array, 0, length) < length) {
            throw new EOFException("a unit that ends early");
        }
        return LentBytes.of(array, length, buffers);
    }

    private static LentBytes takenOver(InputStream detached, int length) throws IOException {
        ByteBuffer data = detached instanceof HasByteBuffer source ? source.getByteBuffer() : null;
        if (data == null || data.remaining() < length) {
            throw new EOFException("a unit that ends early");
        }
        LentBytes bytes = LentBytes.of(data.limit(data.position() + length), () -> close(detached));
        detached.skipNBytes(length);
        return bytes;
    }

    private static void close(InputStream detached) {
        try {
            detached.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
