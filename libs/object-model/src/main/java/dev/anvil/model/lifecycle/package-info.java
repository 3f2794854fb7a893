/**
 * What a bucket's lifecycle says: which versions are to go, and when. Who answers requests and who deletes read the same
 * document and come to the same day.
 */
@NullMarked
package dev.anvil.model.lifecycle;

import org.jspecify.annotations.NullMarked;
