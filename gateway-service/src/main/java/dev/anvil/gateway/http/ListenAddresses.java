package dev.anvil.gateway.http;

import java.net.InetAddress;

/** Where the gateway listens: Tomcat's address for S3, and {@code host:port} of the port for everything. */
public record ListenAddresses(InetAddress s3, String api) {}
