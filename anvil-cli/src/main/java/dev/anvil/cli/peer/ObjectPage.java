package dev.anvil.cli.peer;

import java.util.List;

/** One page of a listing; an empty token says that it is the last. */
public record ObjectPage(List<ObjectEntry> objects, List<String> prefixes, String nextToken) {}
