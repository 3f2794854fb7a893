package dev.anvil.gateway.policy;

import java.util.List;

/** What is known of a request, by the keys that conditions use. */
@FunctionalInterface
public interface Facts {
    Facts NONE = key -> List.of();

    /** Every value of the key; none where the request says nothing of it. Keys are as the policy writes them. */
    List<String> of(String key);
}
