package dev.anvil.benchmarks.s3;

/** What the clients do. */
enum Workload {
    /** Each client puts objects, key after key. */
    put,
    /** Each client gets random objects and reads them to the end. */
    get,
    /** Seven gets to three puts. */
    mixed,
    /** Pages of 1,000 keys from random places. */
    list,
    /** Deletes every object once, and ends when none is left. */
    delete;

    boolean needsObjects() {
        return this != put;
    }
}
