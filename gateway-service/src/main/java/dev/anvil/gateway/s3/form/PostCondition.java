package dev.anvil.gateway.s3.form;

import java.util.Map;
import java.util.Optional;

/** One thing that a policy demands of a form. */
sealed interface PostCondition {
    boolean isMet(Map<String, String> fields);

    /** The field that this is about, in lower case. */
    Optional<String> field();

    /** The field has exactly this value. */
    record Equal(String name, String value) implements PostCondition {
        @Override
        public boolean isMet(Map<String, String> fields) {
            return value.equals(fields.get(name));
        }

        @Override
        public Optional<String> field() {
            return Optional.of(name);
        }

        @Override
        public String toString() {
            return "[\"eq\", \"$" + name + "\", \"" + value + "\"]";
        }
    }

    /** The field begins so; with nothing to begin with it may be anything, or absent. */
    record StartsWith(String name, String prefix) implements PostCondition {
        @Override
        public boolean isMet(Map<String, String> fields) {
            String value = fields.get(name);
            return value == null ? prefix.isEmpty() : value.startsWith(prefix);
        }

        @Override
        public Optional<String> field() {
            return Optional.of(name);
        }

        @Override
        public String toString() {
            return "[\"starts-with\", \"$" + name + "\", \"" + prefix + "\"]";
        }
    }

    /** The file has so many bytes, which is known at its end only. */
    record Length(long least, long most) implements PostCondition {
        static final Length ANY = new Length(0, Long.MAX_VALUE);

        @Override
        public boolean isMet(Map<String, String> fields) {
            return true;
        }

        @Override
        public Optional<String> field() {
            return Optional.empty();
        }
    }
}
