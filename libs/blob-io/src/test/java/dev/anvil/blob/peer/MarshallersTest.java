package dev.anvil.blob.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.anvil.blob.BufferPool;
import dev.anvil.blob.peer.OutgoingFrame.End;
import dev.anvil.blob.peer.OutgoingFrame.OutgoingUnit;
import dev.anvil.model.CatalogueStamp;
import dev.anvil.model.ShardId;
import dev.anvil.storage.v1.Abort;
import dev.anvil.storage.v1.Seal;
import dev.anvil.storage.v1.ShardUnit;
import dev.anvil.storage.v1.Unit;
import dev.anvil.storage.v1.WriteFrame;
import io.grpc.Detachable;
import io.grpc.Drainable;
import io.grpc.HasByteBuffer;
import io.grpc.KnownLength;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MarshallersTest {
    private static final ShardId SHARD = ShardId.create(Instant.parse("2026-01-01T00:00:00Z"));

    private final OutgoingFrameMarshaller frames = new OutgoingFrameMarshaller(false);
    private final IncomingUnitMarshaller units = new IncomingUnitMarshaller(new BufferPool(1 << 20), false);

    @Test
    void framesAreTheProtobufFormOfTheContract() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] array = new byte[random.nextInt(400_000)];
            random.nextBytes(array);
            int offset = random.nextInt(array.length + 1);
            int length = random.nextInt(array.length - offset + 1);
            @Nullable
            OutgoingUnit unit = random.nextInt(4) == 0
                    ? null
                    : new OutgoingUnit(
                            random.nextInt(1 << random.nextInt(1, 31)), random.nextInt(), array, offset, length);
            End end = switch (random.nextInt(3)) {
                case 0 -> new End.None();
                case 1 -> new End.Seal(random.nextInt(1 << 20), random.nextLong(1L << 60));
                default -> new End.Abort();
            };
            OutgoingFrame frame = new OutgoingFrame(random.nextBoolean() ? opening() : null, SHARD, unit, end);
            assertThat(WriteFrame.parseFrom(drained(frame))).as("seed %d", seed).isEqualTo(expected(frame));
            assertThat(WriteFrame.parseFrom(frames.stream(frame).readAllBytes()))
                    .isEqualTo(expected(frame));
        }
    }

    private static OutgoingFrame.Opening opening() {
        return new OutgoingFrame.Opening("a drive", Optional.of(new CatalogueStamp(UUID.randomUUID(), 5)));
    }

    private byte[] drained(OutgoingFrame frame) throws IOException {
        InputStream stream = frames.stream(frame);
        int known = stream.available();
        assertThat(stream).isInstanceOf(KnownLength.class);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(((Drainable) stream).drainTo(out)).isEqualTo(known);
        assertThat(stream.available()).isZero();
        return out.toByteArray();
    }

    private static WriteFrame expected(OutgoingFrame frame) {
        WriteFrame.Builder message = WriteFrame.newBuilder()
                .setShardId(ByteString.copyFrom(
                        OutgoingFrameMarshaller.bytesOf(frame.shard().value())));
        OutgoingFrame.Opening opening = frame.opening();
        if (opening != null) {
            message.setDriveId(opening.drive());
            opening.catalogue().ifPresent(stamp -> message.setCatalogue(Stamps.message(stamp)));
        }
        OutgoingUnit unit = frame.unit();
        if (unit != null) {
            message.setUnit(Unit.newBuilder()
                    .setStripe(unit.stripe())
                    .setCrc32C(unit.crc32c())
                    .setData(ByteString.copyFrom(unit.array(), unit.offset(), unit.length())));
        }
        return switch (frame.end()) {
            case End.None none -> message.build();
            case End.Seal seal ->
                message.setSeal(Seal.newBuilder().setUnits(seal.units()).setLength(seal.length()))
                        .build();
            case End.Abort abort -> message.setAbort(Abort.getDefaultInstance()).build();
        };
    }

    @Test
    void unitsAreReadAsProtobufWroteThem() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] data = new byte[random.nextInt(300_000)];
            random.nextBytes(data);
            CRC32C crc = new CRC32C();
            crc.update(data);
            ShardUnit message = ShardUnit.newBuilder()
                    .setStripe(random.nextInt(1 << random.nextInt(1, 31)))
                    .setCrc32C((int) crc.getValue())
                    .setData(ByteString.copyFrom(data))
                    .setUnknownFields(UnknownFieldSet.newBuilder()
                            .addField(
                                    9,
                                    UnknownFieldSet.Field.newBuilder()
                                            .addVarint(random.nextLong())
                                            .addFixed32(random.nextInt())
                                            .addFixed64(random.nextLong())
                                            .addLengthDelimited(ByteString.copyFromUtf8("later"))
                                            .build())
                            .build())
                    .build();
            IncomingUnit unit = units.parse(new ByteArrayInputStream(message.toByteArray()));
            assertThat(unit.stripe()).as("seed %d", seed).isEqualTo(message.getStripe());
            assertThat(unit.bytes().view()).isEqualTo(ByteBuffer.wrap(data));
            assertThat(unit.isIntact()).isTrue();
            if (data.length > 0) {
                unit.bytes().view().array()[random.nextInt(data.length)] ^= 1;
                assertThat(unit.isIntact()).isFalse();
            }
        }
    }

    @Test
    void whatIsCutOffOrTooLargeIsRefused() {
        byte[] whole = ShardUnit.newBuilder()
                .setStripe(300)
                .setCrc32C(1)
                .setData(ByteString.copyFrom(new byte[1000]))
                .build()
                .toByteArray();
        for (int length = whole.length - 1; length > 8; length--) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> units.parse(new ByteArrayInputStream(cut)))
                    .isInstanceOf(StatusRuntimeException.class);
        }
        byte[] huge = {0x1a, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f};
        assertThatThrownBy(() -> units.parse(new ByteArrayInputStream(huge)))
                .isInstanceOf(StatusRuntimeException.class);
    }

    @Test
    void whatADriveOfThisProcessLendsIsTakenOverAsItIs() {
        byte[] data = new byte[100_000];
        new Random(7).nextBytes(data);
        CRC32C crc = new CRC32C();
        crc.update(data);
        ByteBuffer memory = ByteBuffer.wrap(ShardUnit.newBuilder()
                .setStripe(3)
                .setCrc32C((int) crc.getValue())
                .setData(ByteString.copyFrom(data))
                .build()
                .toByteArray());
        LendingStream message = new LendingStream(memory.duplicate());
        IncomingUnit unit = new IncomingUnitMarshaller(new BufferPool(1 << 20), true).parse(message);
        assertThat(unit.stripe()).isEqualTo(3);
        assertThat(unit.isIntact()).isTrue();
        assertThat(unit.bytes().view()).isEqualTo(ByteBuffer.wrap(data));
        memory.put(memory.capacity() - 1, (byte) ~memory.get(memory.capacity() - 1));
        assertThat(unit.isIntact()).as("it is the same memory").isFalse();
        assertThat(message.closed).isZero();
        unit.bytes().giveBack();
        unit.bytes().giveBack();
        assertThat(message.closed).isOne();
    }

    @Test
    void whatADriveOfThisProcessCutsShortIsNoUnit() {
        byte[] whole = ShardUnit.newBuilder()
                .setData(ByteString.copyFrom(new byte[1000]))
                .build()
                .toByteArray();
        InputStream message = new LendingStream(ByteBuffer.wrap(Arrays.copyOf(whole, whole.length - 1)));
        assertThatThrownBy(() -> new IncomingUnitMarshaller(new BufferPool(1 << 20), true).parse(message))
                .hasMessageContaining("ends early");
    }

    private static final class LendingStream extends InputStream implements Detachable, HasByteBuffer {
        private final ByteBuffer memory;
        private int closed;

        LendingStream(ByteBuffer memory) {
            this.memory = memory;
        }

        @Override
        public int read() {
            return memory.hasRemaining() ? memory.get() & 0xff : -1;
        }

        @Override
        public boolean byteBufferSupported() {
            return true;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return memory.asReadOnlyBuffer();
        }

        @Override
        public InputStream detach() {
            return this;
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
