package brisk.platform.security;

/** What a route asks of its caller. */
public enum Permission {
    /** See records. */
    READ,
    /** Change records. */
    WRITE,
    /** See and change what belongs to the whole team. */
    MANAGE,
    /** Users, caches, the database. */
    ADMINISTER
}
