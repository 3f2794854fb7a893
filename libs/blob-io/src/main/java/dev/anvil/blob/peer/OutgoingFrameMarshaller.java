package dev.anvil.blob.peer;

import com.google.protobuf.CodedOutputStream;
import dev.anvil.blob.peer.OutgoingFrame.OutgoingUnit;
import dev.anvil.storage.v1.Abort;
import dev.anvil.storage.v1.Seal;
import dev.anvil.storage.v1.Unit;
import dev.anvil.storage.v1.WriteFrame;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

/** Writes the protobuf form of a frame around the unit's bytes instead of copying them into it. */
final class OutgoingFrameMarshaller implements MethodDescriptor.Marshaller<OutgoingFrame> {
    private static final int LENGTH_DELIMITED = 2;

    private final boolean copying;

    /** @param copying for those who read the message later than the sender gets its array back */
    OutgoingFrameMarshaller(boolean copying) {
        this.copying = copying;
    }

    @Override
    public InputStream stream(OutgoingFrame frame) {
        try {
            OutgoingUnit unit = frame.unit();
            byte[] end = end(frame);
            if (unit == null) {
                return new FrameStream(before(frame), new byte[0], 0, 0, end);
            }
            if (copying) {
                byte[] own = Arrays.copyOfRange(unit.array(), unit.offset(), unit.offset() + unit.length());
                return new FrameStream(before(frame), own, 0, own.length, end);
            }
            return new FrameStream(before(frame), unit.array(), unit.offset(), unit.length(), end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] before(OutgoingFrame frame) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        OutgoingFrame.Opening opening = frame.opening();
        if (opening != null) {
            out.writeString(WriteFrame.DRIVE_ID_FIELD_NUMBER, opening.drive());
            if (opening.catalogue().isPresent()) {
                out.writeMessage(
                        WriteFrame.CATALOGUE_FIELD_NUMBER,
                        Stamps.message(opening.catalogue().get()));
            }
        }
        out.writeByteArray(
                WriteFrame.SHARD_ID_FIELD_NUMBER, bytesOf(frame.shard().value()));
        OutgoingUnit unit = frame.unit();
        if (unit != null) {
            // All of the unit but its bytes, which come last and follow from elsewhere.
            int head = CodedOutputStream.computeUInt32Size(Unit.STRIPE_FIELD_NUMBER, unit.stripe())
                    + CodedOutputStream.computeFixed32Size(Unit.CRC32C_FIELD_NUMBER, unit.crc32c())
                    + CodedOutputStream.computeTagSize(Unit.DATA_FIELD_NUMBER)
                    + CodedOutputStream.computeUInt32SizeNoTag(unit.length());
            out.writeTag(WriteFrame.UNIT_FIELD_NUMBER, LENGTH_DELIMITED);
            out.writeUInt32NoTag(head + unit.length());
            out.writeUInt32(Unit.STRIPE_FIELD_NUMBER, unit.stripe());
            out.writeFixed32(Unit.CRC32C_FIELD_NUMBER, unit.crc32c());
            out.writeTag(Unit.DATA_FIELD_NUMBER, LENGTH_DELIMITED);
            out.writeUInt32NoTag(unit.length());
        }
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] end(OutgoingFrame frame) throws IOException {
        return switch (frame.end()) {
            case OutgoingFrame.End.None none -> new byte[0];
            case OutgoingFrame.End.Seal seal ->
                WriteFrame.newBuilder()
                        .setSeal(Seal.newBuilder().setUnits(seal.units()).setLength(seal.length()))
                        .build()
                        .toByteArray();
            case OutgoingFrame.End.Abort abort ->
                WriteFrame.newBuilder()
                        .setAbort(Abort.getDefaultInstance())
                        .build()
                        .toByteArray();
        };
    }

    static byte[] bytesOf(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** Only servers receive frames. */
    @Override
    public OutgoingFrame parse(InputStream stream) {
        throw new UnsupportedOperationException("a client receives no frames");
    }
}
