package dev.anvil.gateway.http;

import java.time.Duration;

/** How long a client that has connected, or has begun a request or a body, may say nothing before its connection is closed. */
public record ClientSilence(Duration limit) {}
