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

/** Reads any {@code k} of the other slots, or the slot itself where it only moves, and writes it anew, stripe by stripe. */
final class StripedRepairer implements BlobRepairer {
    private final ReadContext context;
    private final InstantSource clock;

    StripedRepairer(ReadContext context, InstantSource clock) {
        this.context = context;
        this.clock = clock;
    }

    @Override
    public ShardPlacement rebuild(BlobLayout blob, int slot, DriveId target, DamageListener damage) {
        return write(blob, slot, target, UnitSet.NONE, UnitSet.of(slot), damage);
    }

    @Override
    public ShardPlacement move(BlobLayout blob, int slot, DriveId target, DamageListener damage) {
        return write(blob, slot, target, UnitSet.of(slot), UnitSet.NONE, damage);
    }

    private ShardPlacement write(
            BlobLayout blob, int slot, DriveId target, UnitSet wanted, UnitSet excluded, DamageListener damage) {
        if (slot >= blob.scheme().shards()) {
            throw new IllegalArgumentException("blob " + blob.blob() + " of " + blob.scheme() + " has no slot " + slot);
        }
        blob.shards().forEach((other, shard) -> {
            if ((other != slot || !wanted.isEmpty()) && shard.drive().equals(target)) {
                throw new IllegalArgumentException(
                        "drive " + target + " holds slot " + other + " of blob " + blob.blob() + " already");
            }
        });
        ShardPlacement fresh = new ShardPlacement(target, ShardId.create(clock.instant()));
        ShardWriter writer =
                context.drives().write(target, fresh.shard(), context.settings().openTimeout());
        boolean durable = false;
        try (StripeSource source =
                new StripeSource(context, blob, 0, blob.stripes().count(), wanted, excluded, damage)) {
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
            if (!stripe.present().contains(slot)) {
                stripe.reconstruct(coder, lost);
            }
            Unit unit = stripe.unit(slot);
            if (!source.hasNext()) {
                return writer.appendAndSeal(unit.array(), unit.offset(), stripe.unitLength());
            }
            writer.append(unit.array(), unit.offset(), stripe.unitLength());
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
