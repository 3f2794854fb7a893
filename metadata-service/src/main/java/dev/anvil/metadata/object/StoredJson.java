package dev.anvil.metadata.object;

import dev.anvil.model.Checksum;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Attributes, tags and checksums as the database keeps them. The names are in stored data: they may be added to, not changed. */
public final class StoredJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StoredJson() {}

    /** Null where nothing was said. */
    public static @Nullable String of(ObjectAttributes attributes) {
        ObjectNode node = JSON.createObjectNode();
        put(node, "contentType", attributes.contentType());
        put(node, "cacheControl", attributes.cacheControl());
        put(node, "contentDisposition", attributes.contentDisposition());
        put(node, "contentEncoding", attributes.contentEncoding());
        put(node, "contentLanguage", attributes.contentLanguage());
        put(node, "expires", attributes.expires());
        put(node, "websiteRedirect", attributes.websiteRedirect());
        put(node, "storageClass", attributes.storageClass());
        put(node, "acl", attributes.acl());
        if (!attributes.userMetadata().isEmpty()) {
            ObjectNode user = node.putObject("user");
            attributes.userMetadata().forEach(user::put);
        }
        return node.isEmpty() ? null : node.toString();
    }

    public static ObjectAttributes attributes(@Nullable String json) {
        if (json == null) {
            return ObjectAttributes.NONE;
        }
        JsonNode node = JSON.readTree(json);
        Map<String, String> user = new LinkedHashMap<>();
        node.path("user")
                .properties()
                .forEach(entry -> user.put(entry.getKey(), entry.getValue().asString()));
        return new ObjectAttributes(
                        text(node, "contentType"),
                        text(node, "cacheControl"),
                        text(node, "contentDisposition"),
                        text(node, "contentEncoding"),
                        text(node, "contentLanguage"),
                        text(node, "expires"),
                        text(node, "websiteRedirect"),
                        text(node, "storageClass"),
                        user)
                .withAcl(text(node, "acl"));
    }

    /** Null where there are none. */
    public static @Nullable String ofTags(List<Tag> tags) {
        return array(tags.isEmpty(), array -> {
            for (Tag tag : tags) {
                array.addObject().put("key", tag.key()).put("value", tag.value());
            }
        });
    }

    public static List<Tag> tags(@Nullable String json) {
        List<Tag> tags = new ArrayList<>();
        elements(json, node -> tags.add(new Tag(text(node, "key"), text(node, "value"))));
        return tags;
    }

    /** Null where there are none. */
    public static @Nullable String ofChecksums(List<StoredChecksum> checksums) {
        return array(checksums.isEmpty(), array -> {
            for (StoredChecksum stored : checksums) {
                ObjectNode node = array.addObject()
                        .put("algorithm", stored.checksum().algorithm().name())
                        .put(
                                "value",
                                Base64.getEncoder()
                                        .encodeToString(stored.checksum().bytes()));
                if (stored.composite()) {
                    node.put("parts", stored.parts());
                }
            }
        });
    }

    public static List<StoredChecksum> checksums(@Nullable String json) {
        List<StoredChecksum> checksums = new ArrayList<>();
        elements(
                json,
                node -> checksums.add(new StoredChecksum(
                        new Checksum(
                                Checksum.Algorithm.valueOf(text(node, "algorithm")),
                                Base64.getDecoder().decode(text(node, "value"))),
                        node.has("parts"),
                        node.path("parts").asInt(0))));
        return checksums;
    }

    private static @Nullable String array(boolean empty, Consumer<ArrayNode> filling) {
        if (empty) {
            return null;
        }
        ArrayNode array = JSON.createArrayNode();
        filling.accept(array);
        return array.toString();
    }

    private static void elements(@Nullable String json, Consumer<JsonNode> receiver) {
        if (json != null) {
            JSON.readTree(json).forEach(receiver);
        }
    }

    private static void put(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
