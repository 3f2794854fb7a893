package dev.anvil.cli.peer;

/** A part of an upload that the server has. */
public record UploadPart(int number, long size, String etag) {}
