package dev.anvil.gateway.peer;

import dev.anvil.gateway.catalogue.Encryption;
import dev.anvil.gateway.catalogue.EncryptionContext;
import dev.anvil.gateway.catalogue.Guards;
import dev.anvil.gateway.catalogue.Hold;
import dev.anvil.gateway.catalogue.NamedKey;
import dev.anvil.gateway.catalogue.Retention;
import dev.anvil.gateway.catalogue.RetentionMode;
import dev.anvil.metadata.v1.UpdateObjectRequest;
import dev.anvil.model.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What guards versions, as messages. How bytes are encrypted is a document that the catalogue only keeps. */
final class GuardMessages {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SERVICE = "service";
    private static final String NAMED_KEY = "named-key";
    private static final String CUSTOMER = "customer";

    private GuardMessages() {}

    static dev.anvil.metadata.v1.Guards message(Guards guards) {
        var message = dev.anvil.metadata.v1.Guards.newBuilder();
        AttributeMessages.ifPresent(guards.retention(), retention -> message.setRetention(message(retention)));
        AttributeMessages.ifPresent(guards.legalHold(), message::setLegalHold);
        AttributeMessages.ifPresent(guards.encryption(), encryption -> message.setEncryption(document(encryption)));
        return message.build();
    }

    static Guards guards(dev.anvil.metadata.v1.Guards message) {
        return new Guards(
                message.hasRetention() ? retention(message.getRetention()) : null,
                message.hasLegalHold() ? message.getLegalHold() : null,
                encryption(message.getEncryption()));
    }

    static void put(UpdateObjectRequest.Builder message, Hold hold) {
        switch (hold) {
            case Hold.Legal legal -> message.setLegalHold(legal.on());
            case Hold.OfRetention change -> {
                Retention retention = change.retention();
                message.setBypassGovernance(change.bypassGovernance())
                        .setRetention(
                                retention == null
                                        ? dev.anvil.metadata.v1.Retention.getDefaultInstance()
                                        : message(retention));
            }
        }
    }

    private static dev.anvil.metadata.v1.Retention message(Retention retention) {
        return dev.anvil.metadata.v1.Retention.newBuilder()
                .setMode(
                        switch (retention.mode()) {
                            case GOVERNANCE -> dev.anvil.metadata.v1.RetentionMode.RETENTION_MODE_GOVERNANCE;
                            case COMPLIANCE -> dev.anvil.metadata.v1.RetentionMode.RETENTION_MODE_COMPLIANCE;
                        })
                .setUntilMillis(retention.until().toEpochMilli())
                .build();
    }

    private static Retention retention(dev.anvil.metadata.v1.Retention message) {
        RetentionMode mode = switch (message.getMode()) {
            case RETENTION_MODE_GOVERNANCE -> RetentionMode.GOVERNANCE;
            case RETENTION_MODE_COMPLIANCE -> RetentionMode.COMPLIANCE;
            case RETENTION_MODE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("retention without a mode");
        };
        return new Retention(mode, Instant.ofEpochMilli(message.getUntilMillis()));
    }

    private static String document(Encryption encryption) {
        var document = JSON.createObjectNode();
        switch (encryption) {
            case Encryption.ByService by ->
                document.put("by", SERVICE).put("keyId", by.keyId()).put("key", by.wrappedKey());
            case Encryption.ByNamedKey by ->
                document.put("by", NAMED_KEY)
                        .put("owner", by.key().owner().toString())
                        .put("name", by.key().name())
                        .put("context", by.context().json())
                        .put("bucketKey", by.bucketKey())
                        .put("key", by.wrappedKey());
            case Encryption.ByCustomer by ->
                document.put("by", CUSTOMER).put("salt", by.salt()).put("check", by.check());
        }
        return document.toString();
    }

    private static @Nullable Encryption encryption(String text) {
        if (text.isEmpty()) {
            return null;
        }
        JsonNode document = JSON.readTree(text);
        String by = document.path("by").asString();
        return switch (by) {
            case SERVICE ->
                new Encryption.ByService(
                        document.path("keyId").asString(), document.path("key").asString());
            case NAMED_KEY ->
                new Encryption.ByNamedKey(
                        new NamedKey(
                                TenantId.parse(document.path("owner").asString()),
                                document.path("name").asString()),
                        new EncryptionContext(document.path("context").asString()),
                        document.path("bucketKey").asBoolean(),
                        document.path("key").asString());
            case CUSTOMER ->
                new Encryption.ByCustomer(
                        document.path("salt").asString(), document.path("check").asString());
            // To hand out what was written by a newer version as if it was not encrypted would be worse than nothing.
            default -> throw new IllegalArgumentException("an encryption that this version does not know: " + by);
        };
    }
}
