package dev.anvil.gateway.acl;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists as the catalogue keeps them. */
public final class AclText {
    private static final JsonMapper JSON = new JsonMapper();

    private AclText() {}

    public static String of(Acl acl) {
        ObjectNode root = JSON.createObjectNode();
        root.put("owner", acl.owner().id()).put("ownerName", acl.owner().displayName());
        ArrayNode grants = root.putArray("grants");
        for (AclGrant grant : acl.grants()) {
            ObjectNode node =
                    grants.addObject().put("permission", grant.permission().name());
            switch (grant.grantee()) {
                case Grantee.User user -> node.put("user", user.id()).put("name", user.displayName());
                case Grantee.Group group -> node.put("group", group.name());
            }
        }
        return root.toString();
    }

    /** A list that cannot be read grants nothing to anybody, so it is an error and no empty list. */
    public static Acl parse(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            List<AclGrant> grants = new ArrayList<>();
            for (JsonNode grant : root.path("grants")) {
                grants.add(new AclGrant(
                        grantee(grant),
                        Permission.valueOf(grant.path("permission").asString(""))));
            }
            return new Acl(
                    new Grantee.User(
                            root.path("owner").asString(""),
                            root.path("ownerName").asString("")),
                    grants);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalStateException("an access control list in the catalogue cannot be read", e);
        }
    }

    private static Grantee grantee(JsonNode grant) {
        return grant.has("group")
                ? Grantee.Group.valueOf(grant.path("group").asString(""))
                : new Grantee.User(
                        grant.path("user").asString(""), grant.path("name").asString(""));
    }
}
