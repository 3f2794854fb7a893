/**
 * How S3 says no: a code with its status, an error that carries what the client should know,.
 * Whatever is not an {@link dev.anvil.gateway.s3.error.S3Error} reaches clients as InternalError and stays in our logs.
 */
@NullMarked
package dev.anvil.gateway.s3.error;

import org.jspecify.annotations.NullMarked;
