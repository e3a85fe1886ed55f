package brisk.platform.security;

import java.util.Locale;

/** What a user is in the workspace. */
public enum Role {
    ADMIN,
    MANAGER,
    SELLER,
    /** Customer relationship executive: takes enquiries. */
    CRE,
    /** Product specialist: follows enquiries up. */
    PS,
    VIEWER;

    public static Role of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean may(Permission permission) {
        return switch (permission) {
            case READ -> true;
            case WRITE -> this != VIEWER;
            case MANAGE -> this == ADMIN || this == MANAGER;
            case ADMINISTER -> this == ADMIN;
        };
    }
}
