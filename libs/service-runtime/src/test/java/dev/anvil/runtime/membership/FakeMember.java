package dev.anvil.runtime.membership;

import dev.anvil.runtime.setting.HostPort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A member in memory: hands out streams, remembers what it was told, and breaks when asked. */
final class FakeMember {
    final List<NodeAnnouncement> announced = new CopyOnWriteArrayList<>();
    final List<HostPort> dialled = new CopyOnWriteArrayList<>();
    final AtomicInteger goodbyes = new AtomicInteger();
    private final BlockingQueue<ClusterView> views = new LinkedBlockingQueue<>();
    private volatile @Nullable MemberLost broken;

    void push(ClusterView view) {
        views.add(view);
    }

    void breakWith(MemberLost why) {
        broken = why;
    }

    void heal() {
        broken = null;
    }

    MemberStream dial(HostPort address) {
        dialled.add(address);
        return new MemberStream() {
            @Override
            public void announce(NodeAnnouncement self) {
                check();
                announced.add(self);
            }

            @Override
            public Optional<ClusterView> await(Duration wait) throws InterruptedException {
                check();
                return Optional.ofNullable(views.poll(Math.min(wait.toMillis(), 5), TimeUnit.MILLISECONDS));
            }

            @Override
            public void close() {
                goodbyes.incrementAndGet();
            }
        };
    }

    private void check() {
        MemberLost why = broken;
        if (why != null) {
            throw why;
        }
    }
}
