/**
 * The checksums of S3 that the JDK has not, or has slowly: CRC-64/NVME, xxHash, and MD5 of many messages at once. Native code where a build carries
 * it and the processor has what it takes, plain Java elsewhere; the results are the same. No Spring, no gRPC, no I/O.
 */
@NullMarked
package dev.anvil.checksum;

import org.jspecify.annotations.NullMarked;
