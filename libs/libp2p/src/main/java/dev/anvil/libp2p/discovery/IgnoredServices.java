package dev.anvil.libp2p.discovery;

import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceListener;

/** Keeps JmDNS interested in a service; what it finds is read from its cache. */
final class IgnoredServices implements ServiceListener {
    @Override
    public void serviceAdded(ServiceEvent event) {
        event.getDNS().requestServiceInfo(event.getType(), event.getName());
    }

    @Override
    public void serviceRemoved(ServiceEvent event) {
        // It falls out of the cache.
    }

    @Override
    public void serviceResolved(ServiceEvent event) {
        // It is in the cache.
    }
}
