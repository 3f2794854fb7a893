package dev.anvil.gateway.policy;

import java.util.List;

/** The policy of a bucket. */
public record BucketPolicy(List<Statement> statements) {
    /** Where there is none. */
    public static final BucketPolicy NONE = new BucketPolicy(List.of());

    public static final int MAX_BYTES = 20 * 1024;

    public BucketPolicy {
        statements = List.copyOf(statements);
    }

    /** Refuses what is no policy of this bucket. */
    public static BucketPolicy parse(String document, String bucket) throws MalformedPolicy {
        return new PolicyReader(bucket).read(document);
    }

    public Opinion judge(Question question) {
        Opinion opinion = Opinion.NOTHING;
        for (Statement statement : statements) {
            if (statement.appliesTo(question)) {
                if (statement.effect() == Effect.DENY) {
                    return Opinion.DENIED;
                }
                if (opinion != Opinion.ALLOWED) {
                    opinion = statement.principals().matchTenantOnly(question.asker())
                            ? Opinion.ALLOWED_TO_TENANT
                            : Opinion.ALLOWED;
                }
            }
        }
        return opinion;
    }

    /** Whether it allows something to whoever asks. */
    public boolean isPublic() {
        return statements.stream().anyMatch(Statement::isPublic);
    }

    /** Whether its opinion on an object depends on the tags of that object. */
    public boolean asksAboutObject() {
        return statements.stream().anyMatch(Statement::asksAboutObject);
    }

    public boolean allowsSomething() {
        return statements.stream().anyMatch(statement -> statement.effect() == Effect.ALLOW);
    }
}
