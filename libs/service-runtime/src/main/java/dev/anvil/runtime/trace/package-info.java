/**
 * Traces over OTLP: one for a request of a client, through every service that it passes. Off unless a collector is named; then nothing of
 * this is even loaded.
 */
@NullMarked
package dev.anvil.runtime.trace;

import org.jspecify.annotations.NullMarked;
