package dev.anvil.metadata.multipart;

/** One line of a listing of uploads. */
public sealed interface UploadEntry permits Upload, UploadPrefix {}
