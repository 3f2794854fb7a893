package dev.anvil.gateway.catalogue;

/** A policy of an app: what it may do ("object:read", "bucket:*", "*") to what ("*", "bucket", "bucket/prefix/*"). */
public record Grant(String action, String resource) {}
