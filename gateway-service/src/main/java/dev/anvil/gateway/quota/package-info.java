/**
 * Holds tenants and buckets to their quotas, before a byte of a body is read. What a bucket holds is asked for at most once a second
 * and counted on in between, so that uploads need no common row that all of them change; a quota may be exceeded by what is under way
 * at that moment, and by no more.
 */
@NullMarked
package dev.anvil.gateway.quota;

import org.jspecify.annotations.NullMarked;
