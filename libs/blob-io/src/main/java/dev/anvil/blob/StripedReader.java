package dev.anvil.blob;

import dev.anvil.erasure.UnitSet;
import dev.anvil.model.ByteRange;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Cuts the range out of its stripes; getting the units is up to {@link StripeSource}. */
final class StripedReader implements BlobReader {
    private final ReadContext context;

    StripedReader(ReadContext context) {
        this.context = context;
    }

    @Override
    public void read(BlobLayout blob, ByteRange range, BlobSink sink, DamageListener damage) throws IOException {
        if (range.end() > blob.length()) {
            throw new IllegalArgumentException(
                    range + " reaches beyond blob " + blob.blob() + " of " + blob.length() + " bytes");
        }
        if (range.isEmpty()) {
            return;
        }
        Stripes stripes = blob.stripes();
        int first = stripes.stripeAt(range.offset());
        int last = stripes.stripeAt(range.end() - 1);
        UnitSet wanted = wanted(blob, stripes, range, first, last);
        try (StripeSource source = new StripeSource(context, blob, first, last + 1, wanted, UnitSet.NONE, damage)) {
            boolean degraded = false;
            while (source.hasNext()) {
                Stripe stripe = source.next();
                if (!degraded && !stripe.present().containsAll(wanted)) {
                    degraded = true;
                    context.statistics().degradedRead();
                }
                if (blob.scheme().isCopies()) {
                    sendCopy(stripe, stripes, range, sink);
                } else {
                    reconstruct(blob, stripe, wanted);
                    send(stripe, stripes, range, sink);
                }
            }
        }
    }

    /** Every data slot, but a range inside one stripe needs no more than the units that it touches. */
    private static UnitSet wanted(BlobLayout blob, Stripes stripes, ByteRange range, int first, int last) {
        if (blob.scheme().isCopies()) {
            // Any one; chosen by the blob, so that all drives get their part of the reads.
            return UnitSet.of(
                    Math.floorMod(blob.blob().hashCode(), blob.scheme().shards()));
        }
        if (first != last) {
            return UnitSet.first(blob.scheme().data());
        }
        int unitLength = stripes.unitLength(first);
        int from = (int) (range.offset() - stripes.startOf(first)) / unitLength;
        int to = (int) (range.end() - 1 - stripes.startOf(first)) / unitLength;
        return UnitSet.first(to + 1).minus(UnitSet.first(from));
    }

    private void reconstruct(BlobLayout blob, Stripe stripe, UnitSet wanted) {
        UnitSet missing = wanted.minus(stripe.present());
        if (!missing.isEmpty()) {
            stripe.reconstruct(
                    context.coding().coder(blob.scheme().data(), blob.scheme().parity()), missing);
        }
    }

    private static void send(Stripe stripe, Stripes stripes, ByteRange range, BlobSink sink) throws IOException {
        long start = stripes.startOf(stripe.number());
        long end = start + stripes.bytesIn(stripe.number());
        for (int slot = 0; slot < stripes.dataUnits(); slot++) {
            long unitStart = start + (long) slot * stripe.unitLength();
            long from = Math.max(unitStart, range.offset());
            long to = Math.min(Math.min(unitStart + stripe.unitLength(), end), range.end());
            if (from < to) {
                sink.write(stripe.bytes(slot).slice((int) (from - unitStart), (int) (to - from)));
            }
        }
    }

    private static void sendCopy(Stripe stripe, Stripes stripes, ByteRange range, BlobSink sink) throws IOException {
        long start = stripes.startOf(stripe.number());
        long from = Math.max(start, range.offset());
        long to = Math.min(start + stripe.unitLength(), range.end());
        ByteBuffer copy = stripe.bytes(stripe.present().positions()[0]);
        sink.write(copy.slice((int) (from - start), (int) (to - from)));
    }
}
