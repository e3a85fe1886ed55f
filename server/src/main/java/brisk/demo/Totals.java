package brisk.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The aggregates of a filled workspace, as the counting triggers would have left them. */
final class Totals {
    private static final List<String> STATEMENTS = List.of("""
            INSERT INTO aggregates (workspace_id, subject, dimension, key, amount)
            SELECT workspace_id, 'contacts', part.dimension, part.key, sum(amount)
            FROM (SELECT workspace_id, owner_id, role, production, type, status, warmness_band(warmness) AS band,
                         count(*) AS amount
                  FROM contacts
                  WHERE workspace_id = ? AND deleted_at IS NULL
                  GROUP BY workspace_id, owner_id, role, production, type, status, band) combinations,
                 LATERAL (VALUES ('total', ''), ('owner', owner_id::text), ('role', role), ('production', production),
                                 ('type', type), ('status', status), ('warmness', band)) part (dimension, key)
            WHERE part.key IS NOT NULL
            GROUP BY workspace_id, part.dimension, part.key
            """, """
            INSERT INTO aggregates (workspace_id, subject, dimension, key, amount)
            SELECT workspace_id, 'companies', part.dimension, part.key, sum(amount)
            FROM (SELECT workspace_id, owner_id, industry, count(*) AS amount
                  FROM companies
                  WHERE workspace_id = ? AND deleted_at IS NULL
                  GROUP BY workspace_id, owner_id, industry) combinations,
                 LATERAL (VALUES ('total', ''), ('owner', owner_id::text), ('industry', industry)) part (dimension, key)
            WHERE part.key IS NOT NULL
            GROUP BY workspace_id, part.dimension, part.key
            """, """
            INSERT INTO aggregates (workspace_id, subject, dimension, key, amount)
            SELECT workspace_id, 'activities', part.dimension, part.key, sum(amount)
            FROM (SELECT workspace_id, owner_id, kind, count(*) AS amount
                  FROM activities
                  WHERE workspace_id = ? AND deleted_at IS NULL
                  GROUP BY workspace_id, owner_id, kind) combinations,
                 LATERAL (VALUES ('total', ''), ('owner', owner_id::text), ('kind', kind)) part (dimension, key)
            WHERE part.key IS NOT NULL
            GROUP BY workspace_id, part.dimension, part.key
            """);

    private Totals() {}

    static void write(Connection connection, UUID workspaceId) throws SQLException {
        for (String sql : STATEMENTS) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, workspaceId);
                statement.executeUpdate();
            }
        }
    }
}
