package dev.anvil.gateway.policy;

import java.util.List;
import java.util.Locale;

/** One rule: an effect on whom, for which actions on what, under which conditions, all of which must hold. */
record Statement(Effect effect, Principals principals, Names actions, Names resources, List<Condition> conditions) {
    private static final String ARN = "arn:aws:s3:::";

    Statement {
        conditions = List.copyOf(conditions);
    }

    boolean appliesTo(Question question) {
        return principals.match(question.asker())
                && actions.match(pattern -> matchesAction(pattern, question.action()))
                && resources.match(pattern -> matchesResource(pattern, question))
                && conditions.stream().allMatch(condition -> condition.holds(question.facts()));
    }

    private static boolean matchesAction(String pattern, String action) {
        return Wildcard.matches(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
    }

    private static boolean matchesResource(String pattern, Question question) {
        return Wildcard.matches(Variables.fill(pattern, question.facts()), ARN + question.resource());
    }

    /** Allows somebody whom nobody knows, whatever their request looks like. */
    boolean isPublic() {
        return effect == Effect.ALLOW
                && principals.areEverybody()
                && conditions.stream().noneMatch(Condition::namesSomebody);
    }

    boolean asksAboutObject() {
        return conditions.stream().anyMatch(condition -> Keys.isOfExistingTag(condition.key()));
    }
}
