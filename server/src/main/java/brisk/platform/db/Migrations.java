package brisk.platform.db;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema to this version: db/migration/V001__*.sql and so on, each once and in order. */
public final class Migrations {
    private Migrations() {}

    /**
     * A change of a large table may take longer than any statement of a request may.
     *
     * @return how many were applied now
     */
    public static int migrate(DataSource dataSource) {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .initSql("SET statement_timeout = 0")
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
