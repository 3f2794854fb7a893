/**
 * The policy language of AWS as bucket policies use it: a document is parsed once, and then has opinions about questions. Pure:
 * the same document and question, the same opinion; who enforces opinions is {@code auth}. A document that could be
 * misunderstood is refused when it is put, with a sentence, so that nothing here guesses.
 */
@NullMarked
package dev.anvil.gateway.policy;

import org.jspecify.annotations.NullMarked;
