package brisk.platform.db;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the embedded PostgreSQL is tuned: for one machine that it shares with Brisk, on solid-state disks. */
final class PostgresSettings {

    private static final long MIB = 1024 * 1024;

    private PostgresSettings() {}

    static Map<String, String> with(Map<String, String> overrides) {
        long memoryMib = memoryBytes() / MIB;
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "60");
        settings.put("shared_buffers", Math.clamp(memoryMib / 4, 32, 1024) + "MB");
        settings.put("effective_cache_size", Math.max(memoryMib / 2, 64) + "MB");
        settings.put("work_mem", "16MB");
        settings.put("maintenance_work_mem", "256MB");
        settings.put("max_wal_size", "4GB");
        settings.put("checkpoint_timeout", "15min");
        settings.put("wal_compression", "on");
        settings.put("random_page_cost", "1.1");
        // Brisk's statements are short: compiling one costs more than running it.
        settings.put("jit", "off");
        settings.put("shared_preload_libraries", "pg_stat_statements");
        settings.put("idle_in_transaction_session_timeout", "60s");
        settings.putAll(overrides);
        return settings;
    }

    /** What the machine has, or the container that this runs in may use. */
    private static long memoryBytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}
