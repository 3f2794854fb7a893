/**
 * What the service serves by gRPC. The only package that knows generated types: each class here turns a request into the
 * words of a feature, asks it, and turns the answer back. Refusals pass through as they are.
 */
@NullMarked
package dev.anvil.metadata.rpc;

import org.jspecify.annotations.NullMarked;
