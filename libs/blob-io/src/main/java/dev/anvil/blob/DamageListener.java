package dev.anvil.blob;

/** Told about shards that a read had to do without. Called from the thread that reads. */
@FunctionalInterface
public interface DamageListener {
    void onDamage(Damage damage);

    static DamageListener ignore() {
        return damage -> {};
    }
}
