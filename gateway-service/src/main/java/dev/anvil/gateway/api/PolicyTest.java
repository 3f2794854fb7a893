package dev.anvil.gateway.api;

import dev.anvil.admin.v1.TestPolicyResponse;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Grant;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.metadata.v1.App;
import dev.anvil.metadata.v1.Policy;
import dev.anvil.model.BucketName;
import java.util.List;
import java.util.Optional;

/** Explains to an operator what the policies of an app come to. */
final class PolicyTest {
    private final BucketDirectory buckets;

    PolicyTest(BucketDirectory buckets) {
        this.buckets = buckets;
    }

    TestPolicyResponse test(App app, Policy asked) {
        if (!app.getEnabled()) {
            return denied("app '" + app.getName() + "' is disabled, so it may do nothing");
        }
        Optional<Bucket> foreign = bucketOf(asked.getResource())
                .filter(bucket -> !bucket.tenant().toString().equals(app.getTenantId()));
        if (foreign.isPresent()) {
            return denied("bucket '" + foreign.get().name()
                    + "' belongs to another tenant, and no policy of an app reaches there");
        }
        List<Policy> deciding = app.getPoliciesList().stream()
                .filter(policy -> GrantReach.covers(
                        new Grant(policy.getAction(), policy.getResource()), asked.getAction(), asked.getResource()))
                .toList();
        if (deciding.isEmpty()) {
            return denied(why(app, asked));
        }
        return TestPolicyResponse.newBuilder()
                .setAllowed(true)
                .setReason("allowed by " + deciding.size() + (deciding.size() == 1 ? " policy" : " policies")
                        + " of app '" + app.getName() + "'")
                .addAllDeciding(deciding)
                .build();
    }

    private static String why(App app, Policy asked) {
        if (app.getPoliciesCount() == 0) {
            return "app '" + app.getName() + "' has no policies, and what nothing allows is denied";
        }
        boolean action = app.getPoliciesList().stream()
                .anyMatch(policy -> GrantReach.covers(policy.getAction(), asked.getAction()));
        return action
                ? "app '" + app.getName() + "' may do " + asked.getAction() + ", but not on " + asked.getResource()
                : "none of the " + app.getPoliciesCount() + " policies of app '" + app.getName() + "' allows "
                        + asked.getAction();
    }

    private Optional<Bucket> bucketOf(String resource) {
        int slash = resource.indexOf('/');
        String name = slash < 0 ? resource : resource.substring(0, slash);
        return BucketName.isValid(name) ? buckets.find(new BucketName(name)) : Optional.empty();
    }

    private static TestPolicyResponse denied(String reason) {
        return TestPolicyResponse.newBuilder()
                .setAllowed(false)
                .setReason(reason)
                .build();
    }
}
