package dev.anvil.cli.peer;

import dev.anvil.metadata.v1.AdminRole;

/** What an app may administer. */
public enum AppRole {
    NONE("none", AdminRole.ADMIN_ROLE_NONE),
    READ_ONLY_VIEWER("read-only-viewer", AdminRole.ADMIN_ROLE_READ_ONLY_VIEWER),
    SUPER_ADMIN("super-admin", AdminRole.ADMIN_ROLE_SUPER_ADMIN);

    private final String word;
    private final AdminRole message;

    AppRole(String word, AdminRole message) {
        this.word = word;
        this.message = message;
    }

    static AppRole of(AdminRole role) {
        return switch (role) {
            case ADMIN_ROLE_SUPER_ADMIN -> SUPER_ADMIN;
            case ADMIN_ROLE_READ_ONLY_VIEWER -> READ_ONLY_VIEWER;
            case ADMIN_ROLE_NONE, ADMIN_ROLE_UNSPECIFIED, UNRECOGNIZED -> NONE;
        };
    }

    AdminRole message() {
        return message;
    }

    /** The word for it on the command line. */
    @Override
    public String toString() {
        return word;
    }
}
