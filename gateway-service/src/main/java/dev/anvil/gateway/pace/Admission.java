package dev.anvil.gateway.pace;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many requests that may move bytes are served at once: all of S3's, and the uploads and downloads of gRPC. Each holds some buffers while it lasts, so this is what bounds the memory of all of
 * them together. Who comes when all places are taken waits a little, and is then asked to come back later.
 */
public final class Admission {
    private final Semaphore places;
    private final int all;
    private final Duration patience;

    public Admission(int places, Duration patience) {
        this.places = new Semaphore(places, true);
        this.all = places;
        this.patience = patience;
    }

    public void enter() {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new S3Error(S3ErrorCode.SLOW_DOWN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new S3Error(S3ErrorCode.SERVICE_UNAVAILABLE);
        }
    }

    public void leave() {
        places.release();
    }

    public int served() {
        return all - places.availablePermits();
    }
}
