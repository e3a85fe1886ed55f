package brisk.leads;

import brisk.platform.security.Caller;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** Which leads somebody sees; whatever they see, they may change as far as their role may change anything. */
public enum LeadAccess {
    /** Administrators, and managers and viewers who belong to no branch. */
    ALL,
    /** Managers and viewers: the leads of their branch. */
    BRANCH,
    /** Who takes enquiries: the ones they took. */
    CRE,
    /** Who follows enquiries up: the ones assigned to them. */
    PS;

    public static LeadAccess of(Caller caller) {
        return switch (caller.role()) {
            case ADMIN -> ALL;
            case MANAGER, VIEWER -> caller.branch() == null ? ALL : BRANCH;
            case CRE -> CRE;
            case PS, SELLER -> PS;
        };
    }

    /** A condition over a lead's alias, :callerId and :callerBranch; empty for everything. */
    String condition(String alias) {
        return switch (this) {
            case ALL -> "";
            case BRANCH -> "lower(" + alias + ".branch) = lower(:callerBranch)";
            case CRE -> alias + ".cre_id = :callerId";
            case PS -> alias + ".ps_id = :callerId";
        };
    }

    /** As {@link #condition}, with an AND before it. */
    String andCondition(String alias) {
        return this == ALL ? "" : " AND " + condition(alias);
    }

    /** Who gets the same answers, as part of a cache key. */
    public String cacheScope(Caller caller) {
        return switch (this) {
            case ALL -> "all";
            case BRANCH -> "branch-" + URLEncoder.encode(branch(caller), StandardCharsets.UTF_8);
            case CRE -> "cre-" + caller.userId();
            case PS -> "ps-" + caller.userId();
        };
    }

    /** Whose totals they are, as the keys of aggregates begin. */
    String totals(Caller caller) {
        return switch (this) {
            case ALL -> "";
            case BRANCH -> "b:" + branch(caller).replace('|', '/');
            case CRE -> "c:" + caller.userId();
            case PS -> "p:" + caller.userId();
        };
    }

    private static String branch(Caller caller) {
        return Objects.requireNonNull(caller.branch()).toLowerCase(Locale.ROOT);
    }
}
