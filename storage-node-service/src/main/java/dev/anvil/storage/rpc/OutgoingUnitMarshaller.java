package dev.anvil.storage.rpc;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.anvil.storage.engine.Unit;
import dev.anvil.storage.v1.ShardUnit;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Writes the protobuf form of a {@code ShardUnit} in front of the unit's bytes instead of copying them into it. */
final class OutgoingUnitMarshaller implements MethodDescriptor.Marshaller<OutgoingUnit> {
    /** More than the fields in front of the bytes can take. */
    private static final int MAX_HEAD = 32;

    @Override
    public InputStream stream(OutgoingUnit outgoing) {
        return new UnitStream(head(outgoing.unit()), outgoing.unit().buffer(), outgoing.loan());
    }

    private static byte[] head(Unit unit) {
        byte[] head = new byte[MAX_HEAD];
        CodedOutputStream out = CodedOutputStream.newInstance(head);
        try {
            out.writeUInt32(ShardUnit.STRIPE_FIELD_NUMBER, unit.stripe());
            out.writeFixed32(ShardUnit.CRC32C_FIELD_NUMBER, unit.crc());
            out.writeTag(ShardUnit.DATA_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt32NoTag(unit.buffer().remaining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOf(head, out.getTotalBytesWritten());
    }

    /** Only clients receive units. */
    @Override
    public OutgoingUnit parse(InputStream stream) {
        throw new UnsupportedOperationException("a server receives no units this way");
    }
}
