/**
 * Object lock: what a bucket demands of its new objects, and what requests say about single ones. That nobody deletes what is
 * held is the catalogue's business, inside its transactions.
 */
@NullMarked
package dev.anvil.gateway.s3.lock;

import org.jspecify.annotations.NullMarked;
