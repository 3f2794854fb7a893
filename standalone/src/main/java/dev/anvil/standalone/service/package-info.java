/**
 * The five services as sibling contexts: started in the order that they need each other, stopped in reverse.
 */
@NullMarked
package dev.anvil.standalone.service;

import org.jspecify.annotations.NullMarked;
