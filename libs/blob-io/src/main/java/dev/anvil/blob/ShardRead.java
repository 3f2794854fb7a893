package dev.anvil.blob;

/** One shard being read. Units come one by one as they are asked for, which is what bounds memory. */
public interface ShardRead {
    /** Asks for so many units more. */
    void request(int units);

    /** No more calls to the listener are wanted; one that is under way may still come. */
    void cancel();

    /** Called from any thread, one call at a time; must not block. */
    interface Listener {
        /** The next unit, verified. Its buffer belongs to the listener from now on. */
        void onUnit(ReadUnit unit);

        /** The shard gives no more units. Not called after its last unit has been given. */
        void onFailure(ShardException failure);
    }
}
