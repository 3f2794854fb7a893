package dev.anvil.cli.peer;

import java.util.List;

/** Whether an app may do something, and why. */
public record PolicyAnswer(boolean allowed, String reason, List<Policy> deciding) {}
