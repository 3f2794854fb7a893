package dev.anvil.gateway.catalogue;

/** What a listing of uploads shows in one place. */
public sealed interface UploadEntry permits Upload, CommonPrefix {}
