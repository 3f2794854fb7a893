package dev.anvil.storage.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.storage.engine.Unit;
import dev.anvil.storage.v1.ShardUnit;
import io.grpc.HasByteBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingUnitMarshallerTest {
    private final RecordBuffers buffers = new RecordBuffers(48L << 20);
    private final OutgoingUnitMarshaller marshaller = new OutgoingUnitMarshaller();

    private OutgoingUnit unit(int stripe, byte[] bytes) {
        RecordBuffers.Loan loan = buffers.loan();
        ByteBuffer buffer = loan.take(bytes.length).put(bytes).flip();
        return new OutgoingUnit(Unit.of(stripe, buffer), loan);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 4096, 256 << 10, 1 << 20})
    void whatIsReadOrDrainedIsTheMessageOfTheContract(int length) throws IOException {
        byte[] bytes = bytes(length);
        OutgoingUnit outgoing = unit(7, bytes);
        ByteArrayOutputStream drained = new ByteArrayOutputStream();
        try (UnitStream stream = (UnitStream) marshaller.stream(outgoing)) {
            int announced = stream.available();
            assertThat(stream.drainTo(drained)).isEqualTo(announced);
            assertThat(drained.size()).isEqualTo(announced);
        }
        byte[] read;
        try (InputStream stream = marshaller.stream(unit(7, bytes))) {
            read = stream.readAllBytes();
        }
        assertThat(read).isEqualTo(drained.toByteArray());
        ShardUnit message = ShardUnit.parseFrom(read);
        assertThat(message.getStripe()).isEqualTo(7);
        assertThat(message.getCrc32C())
                .isEqualTo(Unit.of(0, ByteBuffer.wrap(bytes)).crc());
        assertThat(message.getData().toByteArray()).isEqualTo(bytes);
    }

    @Test
    void memoryIsLentAgainAfterTheMessageAndNotBefore() throws IOException {
        OutgoingUnit first = unit(0, bytes(1000));
        InputStream stream = marshaller.stream(first);
        ByteBuffer other = unit(1, new byte[1000]).unit().buffer();
        assertThat(stream.readAllBytes()).endsWith(bytes(1000));
        stream.close();
        stream.close();
        assertThat(stream.read()).isEqualTo(-1);
        ByteBuffer again = unit(2, new byte[1000]).unit().buffer();
        ByteBuffer fresh = unit(3, new byte[1000]).unit().buffer();
        first.unit().buffer().put(0, (byte) 42);
        assertThat(again.get(0)).isEqualTo((byte) 42);
        assertThat(other.get(0)).isZero();
        assertThat(fresh.get(0)).isZero();
    }

    @Test
    void aReaderInTheSameProcessKeepsTheMemoryUntilItIsDone() throws IOException {
        UnitStream stream = (UnitStream) marshaller.stream(unit(0, bytes(1000)));
        InputStream detached = stream.detach();
        assertThat(stream.read()).isEqualTo(-1);
        stream.close();
        ByteBuffer other = unit(1, new byte[1000]).unit().buffer();
        assertThat(detached.skip(1)).isOne();
        ByteBuffer head = ((HasByteBuffer) detached).getByteBuffer();
        assertThat(detached.skip(head.remaining())).isEqualTo(head.remaining());
        ByteBuffer data = ((HasByteBuffer) detached).getByteBuffer();
        assertThat(data).isEqualTo(ByteBuffer.wrap(bytes(1000)));
        assertThat(data.isReadOnly()).isTrue();
        assertThat(other.get(0)).isZero();
        detached.close();
        ByteBuffer again = unit(2, new byte[1000]).unit().buffer();
        again.put(0, (byte) 42);
        assertThat(data.get(0)).isEqualTo((byte) 42);
    }

    @Test
    void whoFindsNoneLeftGetsMemoryOfTheHeap() {
        List<ByteBuffer> lent = new ArrayList<>();
        do {
            lent.add(buffers.loan().take(1 << 20));
        } while (lent.getLast().isDirect());
        assertThat(lent).hasSizeBetween(10, 100);
        assertThat(lent.getLast().remaining()).isEqualTo(1 << 20);
    }
}
