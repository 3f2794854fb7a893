package dev.anvil.gateway.http;

/**
 * How much may go on at once for all of it to fit into the memory that there is: requests into the heap, the buffers of connections beside it. Clients that send a body and go away leave their connections
 * and requests behind for a moment, so it is easy to have far more of them than there are clients.
 *
 * @param requests served at once; the others wait without a stripe of their own
 * @param connections accepted at once; the others wait with the operating system, which costs nothing
 */
record MemoryLimits(int requests, int connections) {
    /** What an upload holds at most: a stripe with its parity, and blocks that wait for their digests; and as much again for luck. */
    private static final long REQUEST_BYTES = 6L << 20;

    private static final int MIN_REQUESTS = 16;
    private static final int MAX_REQUESTS = 256;
    private static final int SHARE_OF_CONNECTIONS = 3;
    private static final int MIN_CONNECTIONS = 64;
    private static final int MAX_CONNECTIONS = 8_192;

    static MemoryLimits of(long heapBytes, long directBytes, int connectionBytes) {
        return new MemoryLimits(
                Math.clamp(heapBytes / REQUEST_BYTES, MIN_REQUESTS, MAX_REQUESTS),
                Math.clamp(directBytes / SHARE_OF_CONNECTIONS / connectionBytes, MIN_CONNECTIONS, MAX_CONNECTIONS));
    }
}
