/**
 * Access control lists: who was granted what on a bucket or an object, besides its owner. Pure words; whether lists are
 * heeded at all is decided in {@code auth}. What has no list belongs to the bucket's owner and is private.
 */
@NullMarked
package dev.anvil.gateway.acl;

import org.jspecify.annotations.NullMarked;
