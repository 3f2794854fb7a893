package dev.anvil.gateway.http;

import java.util.Optional;

/** Something without which requests would fail. Asked often: answers at once, from what is known. */
@FunctionalInterface
public interface ReadinessCheck {
    /** A sentence that says what is missing; empty while nothing is. */
    Optional<String> problem();
}
