package dev.anvil.blob;

import dev.anvil.erasure.ErasureCoder;
import dev.anvil.erasure.Unit;
import dev.anvil.erasure.UnitSet;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads any {@code k} of the other slots and writes the lost one, stripe by stripe. */
final class StripedRepairer implements BlobRepairer {
    private final ReadContext context;
    private final InstantSource clock;

    StripedRepairer(ReadContext context, InstantSource clock) {
        this.context = context;
        this.clock = clock;
    }

    @Override
    public ShardPlacement rebuild(BlobLayout blob, int slot, DriveId target, DamageListener damage) {
        UnitSet lost = UnitSet.of(slot);
        if (slot >= blob.scheme().shards()) {
            throw new IllegalArgumentException("blob " + blob.blob() + " of " + blob.scheme() + " has no slot " + slot);
        }
        blob.shards().forEach((other, shard) -> {
            if (other != slot && shard.drive().equals(target)) {
                throw new IllegalArgumentException(
                        "drive " + target + " holds slot " + other + " of blob " + blob.blob() + " already");
            }
        });
        ShardPlacement fresh = new ShardPlacement(target, ShardId.create(clock.instant()));
        ShardWriter writer =
                context.drives().write(target, fresh.shard(), context.settings().openTimeout());
        boolean durable = false;
        try (StripeSource source =
                new StripeSource(context, blob, 0, blob.stripes().count(), UnitSet.NONE, lost, damage)) {
            awaitDurable(copyInto(writer, blob, slot, source));
            durable = true;
            context.statistics().rebuiltShard();
            return fresh;
        } finally {
            if (!durable) {
                writer.abort();
            }
        }
    }

    private CompletableFuture<Void> copyInto(ShardWriter writer, BlobLayout blob, int slot, StripeSource source) {
        ErasureCoder coder =
                context.coding().coder(blob.scheme().data(), blob.scheme().parity());
        UnitSet lost = UnitSet.of(slot);
        while (source.hasNext()) {
            Stripe stripe = source.next();
            byte[] unit = source.borrow(stripe.unitLength());
            stripe.units()[slot] = Unit.of(unit);
            coder.reconstruct(stripe.units(), stripe.present(), lost, stripe.unitLength());
            if (!source.hasNext()) {
                return writer.appendAndSeal(unit, 0, stripe.unitLength());
            }
            writer.append(unit, 0, stripe.unitLength());
        }
        return writer.seal();
    }

    private void awaitDurable(CompletableFuture<Void> sealing) {
        try {
            sealing.get(context.settings().sealTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ShardException failure) {
                throw failure;
            }
            throw new ShardException(ShardFailure.UNREACHABLE, "the seal failed", e);
        } catch (TimeoutException e) {
            throw new ShardException(
                    ShardFailure.UNREACHABLE,
                    "not durable within " + context.settings().sealTimeout(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShardException(ShardFailure.UNREACHABLE, "interrupted", e);
        }
    }
}
