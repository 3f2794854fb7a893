package dev.anvil.gateway.shared;

import java.util.function.Supplier;

/** Answers of the catalogue that another gateway may have asked for a moment ago. */
@FunctionalInterface
public interface SharedAnswers {
    /** Nothing is shared. */
    SharedAnswers NONE = (kind, key, source) -> source.get();

    /** What is asked for. */
    enum Kind {
        CREDENTIAL,
        BUCKET
    }

    /** What another gateway was told, or else the source is asked. What the source throws is shared with nobody. */
    byte[] find(Kind kind, String key, Supplier<byte[]> source);
}
