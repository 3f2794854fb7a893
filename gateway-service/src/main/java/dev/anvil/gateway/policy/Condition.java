package dev.anvil.gateway.policy;

import java.util.List;

/**
 * One key that must compare in some way to one of some values.
 *
 * @param quantifier how several values of a request are dealt with
 * @param ifExists whether a request that says nothing of the key is as good as one that says the right thing
 */
record Condition(Quantifier quantifier, Operator operator, boolean ifExists, String key, List<String> values) {
    enum Quantifier {
        /** The key has one value. */
        SINGLE,
        ANY_VALUE,
        ALL_VALUES
    }

    Condition {
        values = List.copyOf(values);
    }

    boolean holds(Facts facts) {
        List<String> actual = facts.of(key);
        if (operator == Operator.NULL) {
            return values.stream().anyMatch(wanted -> Boolean.parseBoolean(wanted) == actual.isEmpty());
        }
        if (actual.isEmpty()) {
            // What is absent differs from everything, and all of none is as it should be.
            return ifExists
                    || quantifier == Quantifier.ALL_VALUES
                    || quantifier == Quantifier.SINGLE && operator.negates();
        }
        return switch (quantifier) {
            case ALL_VALUES -> actual.stream().allMatch(value -> holdsFor(value, facts));
            case SINGLE, ANY_VALUE -> actual.stream().anyMatch(value -> holdsFor(value, facts));
        };
    }

    private boolean holdsFor(String actual, Facts facts) {
        boolean found = values.stream()
                .map(wanted -> operator.comparesText() ? Variables.fill(wanted, facts) : wanted)
                .anyMatch(wanted -> operator.compare(actual, wanted));
        return found != operator.negates();
    }

    /** Whether it narrows everybody down to somebody: a fixed value of a key that tells who asks. */
    boolean namesSomebody() {
        return Keys.isOfSomebody(key)
                && !operator.negates()
                && !ifExists
                && operator != Operator.NULL
                && values.stream().noneMatch(Condition::isAnything);
    }

    private static boolean isAnything(String value) {
        return value.equals("*") || value.contains("${") || value.endsWith("/0");
    }
}
