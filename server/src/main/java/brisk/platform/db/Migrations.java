package brisk.platform.db;

import org.flywaydb.core.Flyway;

/** Brings the schema to this version: db/migration/V001__*.sql and so on, each once and in order. */
public final class Migrations {
    private Migrations() {}

    /**
     * On a connection of its own, because a change of a large table may take longer than the pool allows a statement.
     *
     * @return how many were applied now
     */
    public static int migrate(String jdbcUrl, String user, String password) {
        return Flyway.configure()
                .dataSource(jdbcUrl, user, password)
                .locations("classpath:db/migration")
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
