package dev.anvil.gateway.s3.access;

import dev.anvil.gateway.acl.Acl;
import dev.anvil.gateway.acl.AclGrant;
import dev.anvil.gateway.acl.CannedAcl;
import dev.anvil.gateway.acl.Grantee;
import dev.anvil.gateway.acl.Permission;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A list as headers wish for it: by its name, or grant by grant.
 *
 * @param canned null where grants are named one by one
 * @param grants what each permission is given to, as the headers have it
 */
record AclFields(@Nullable CannedAcl canned, Map<Permission, String> grants) {
    private static final String CANNED = "x-amz-acl";
    private static final String GRANT = "x-amz-grant-";

    AclFields {
        grants = Map.copyOf(grants);
    }

    /** Empty where the headers wish for nothing. */
    static Optional<AclFields> of(Headers headers) {
        String name = headers.get(CANNED);
        Map<String, String> fields = headers.withPrefix(GRANT);
        if (name == null && fields.isEmpty()) {
            return Optional.empty();
        }
        if (name != null && !fields.isEmpty()) {
            throw new S3Error(
                    S3ErrorCode.INVALID_REQUEST, "Specifying both Canned ACLs and Header Grants is not allowed");
        }
        if (name != null) {
            CannedAcl canned = CannedAcl.of(name).orElseThrow(() -> Grantees.invalid("Invalid ACL", CANNED, name));
            return Optional.of(new AclFields(canned, Map.of()));
        }
        Map<Permission, String> grants = new EnumMap<>(Permission.class);
        fields.forEach((permission, field) -> grants.put(permission(permission), field));
        return Optional.of(new AclFields(null, grants));
    }

    Acl acl(Grantee.User owner, Grantee.User bucketOwner, Grantees grantees) {
        if (canned != null) {
            return canned.of(owner, bucketOwner);
        }
        List<AclGrant> listed = new ArrayList<>();
        for (Permission permission : Permission.values()) {
            for (String one : split(grants.getOrDefault(permission, ""))) {
                listed.add(new AclGrant(grantee(one, owner, grantees), permission));
            }
        }
        if (listed.size() > Acl.MAX_GRANTS) {
            throw new S3Error(S3ErrorCode.INVALID_ARGUMENT, "A list has at most " + Acl.MAX_GRANTS + " grants");
        }
        return new Acl(owner, listed);
    }

    private static List<String> split(String field) {
        return Arrays.stream(field.split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    /** {@code id="..."}, {@code emailAddress="..."} or {@code uri="..."}, with quotes or without. */
    private static Grantee grantee(String text, Grantee.User owner, Grantees grantees) {
        int equals = text.indexOf('=');
        String kind = equals < 0 ? "" : text.substring(0, equals).strip();
        String value = text.substring(equals + 1).strip();
        if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
            value = value.substring(1, value.length() - 1);
        }
        return switch (kind) {
            case "id" -> grantees.withId(value, owner);
            case "emailAddress" -> grantees.withEmail(value);
            case "uri" -> Grantees.group(value);
            default -> throw Grantees.invalid("Argument format not recognized", GRANT + "*", text);
        };
    }

    private static Permission permission(String header) {
        return switch (header) {
            case "read" -> Permission.READ;
            case "write" -> Permission.WRITE;
            case "read-acp" -> Permission.READ_ACP;
            case "write-acp" -> Permission.WRITE_ACP;
            case "full-control" -> Permission.FULL_CONTROL;
            default -> throw Grantees.invalid("Argument format not recognized", GRANT + header, "");
        };
    }
}
