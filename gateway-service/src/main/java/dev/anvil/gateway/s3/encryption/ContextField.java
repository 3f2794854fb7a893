package dev.anvil.gateway.s3.encryption;

import dev.anvil.gateway.catalogue.EncryptionContext;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The context of an encryption as a header carries it: pairs of text, as JSON, in Base64. */
final class ContextField {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_CHARACTERS = 8192;

    private ContextField() {}

    static EncryptionContext parse(String field) {
        if (field.length() > MAX_CHARACTERS) {
            throw invalid();
        }
        try {
            JsonNode pairs =
                    JSON.readTree(new String(Base64.getDecoder().decode(field.strip()), StandardCharsets.UTF_8));
            if (!pairs.isObject()) {
                throw invalid();
            }
            SortedMap<String, String> sorted = new TreeMap<>();
            for (Map.Entry<String, JsonNode> pair : pairs.properties()) {
                if (!pair.getValue().isString()) {
                    throw invalid();
                }
                sorted.put(pair.getKey(), pair.getValue().asString());
            }
            return sorted.isEmpty() ? EncryptionContext.NONE : new EncryptionContext(JSON.writeValueAsString(sorted));
        } catch (JacksonException | IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static S3Error invalid() {
        return new S3Error(
                        S3ErrorCode.INVALID_ARGUMENT,
                        "The encryption context must be an object of JSON with values that are text, in Base64, of at most "
                                + MAX_CHARACTERS + " characters.")
                .with("ArgumentName", EncryptionFields.CONTEXT);
    }
}
