package dev.anvil.gateway.http;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many requests of S3 are served at once. Each holds some buffers while it lasts, so this is what bounds the memory of all of
 * them together. Who comes when all places are taken waits a little, and is then asked to come back later.
 */
final class Admission {
    private final Semaphore places;
    private final int all;
    private final Duration patience;

    Admission(int places, Duration patience) {
        this.places = new Semaphore(places, true);
        this.all = places;
        this.patience = patience;
    }

    void enter() {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new S3Error(S3ErrorCode.SLOW_DOWN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new S3Error(S3ErrorCode.SERVICE_UNAVAILABLE);
        }
    }

    void leave() {
        places.release();
    }

    int served() {
        return all - places.availablePermits();
    }
}
