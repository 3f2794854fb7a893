/**
 * Who may call a service: holders of the cluster secret. Every call carries a short-lived proof of it; the public API of
 * the gateway is exempt, because it has credentials of its own.
 */
@NullMarked
package dev.anvil.runtime.credential;

import org.jspecify.annotations.NullMarked;
