package brisk.workspace;

import brisk.platform.telemetry.Trace;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Who may come in with an e-mail and a password, and what a wrong one leads to. */
final class SignIn {
    private static final int LONGEST_EMAIL = 254;
    private static final long MOST_UNKNOWN = 10_000;

    private final UserStore users;
    private final SessionStore sessions;
    private final Passwords passwords;
    private final Clock clock;

    /** Nobody's e-mail locks like anybody's, so that the answers do not tell which ones exist. */
    private final Cache<String, Unknown> unknown;

    /** @param lockedUntil null while there are guesses left */
    private record Unknown(int guesses, @Nullable Instant lockedUntil) {}

    SignIn(UserStore users, SessionStore sessions, Passwords passwords, Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.clock = clock;
        this.unknown = Caffeine.newBuilder()
                .maximumSize(MOST_UNKNOWN)
                .expireAfterWrite(UserStore.LOCKED_FOR)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    sealed interface Result {
        record Welcome(UserStore.Login login, SessionStore.Opened session) implements Result {}

        record Wrong() implements Result {}

        record Locked(Duration left) implements Result {}

        /** The same e-mail and password fit in several workspaces. */
        record Several(List<UserStore.Login> logins) implements Result {}
    }

    Result signIn(Trace trace, String email, String password, @Nullable UUID workspaceId, @Nullable String userAgent) {
        List<UserStore.Login> logins = users.logins(trace, email, workspaceId);
        if (logins.isEmpty()) {
            passwords.matches(password, null);
            return countUnknown(email);
        }
        Duration locked = Duration.ZERO;
        List<UserStore.Login> fitting = new ArrayList<>();
        for (UserStore.Login login : logins) {
            Duration wait = login.lockedFor(clock.instant());
            if (wait.isPositive()) {
                locked = longer(locked, wait);
            } else if (passwords.matches(password, login.passwordHash())) {
                fitting.add(login);
            } else {
                // Counted even where it fits elsewhere: a password of one's own must not be a way to test others.
                // Once it is locked, a wrong and a right one are answered alike.
                locked = longer(locked, users.countWrongPassword(trace, login));
            }
        }
        if (fitting.size() > 1) {
            return new Result.Several(fitting);
        }
        return fitting.isEmpty() ? refused(locked) : enter(trace, fitting.getFirst(), userAgent);
    }

    private Result enter(Trace trace, UserStore.Login login, @Nullable String userAgent) {
        var session = sessions.open(trace, login, userAgent);
        if (session.isPresent()) {
            return new Result.Welcome(login, session.get());
        }
        Instant now = clock.instant();
        return refused(users.logins(trace, login.email(), login.workspaceId()).stream()
                .map(again -> again.lockedFor(now))
                .reduce(Duration.ZERO, SignIn::longer));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Result refused(Duration locked) {
        return locked.isPositive() ? new Result.Locked(locked) : new Result.Wrong();
    }

    private Result countUnknown(String email) {
        if (email.length() > LONGEST_EMAIL) {
            return new Result.Wrong();
        }
        Instant now = clock.instant();
        Unknown before = unknown.getIfPresent(email);
        if (before != null && before.lockedUntil != null && before.lockedUntil.isAfter(now)) {
            return new Result.Locked(Duration.between(now, before.lockedUntil));
        }
        unknown.asMap().merge(email, new Unknown(1, null), (known, one) -> {
            int guesses = known.guesses + 1;
            return new Unknown(guesses, guesses < UserStore.WRONG_PASSWORDS ? null : now.plus(UserStore.LOCKED_FOR));
        });
        return new Result.Wrong();
    }
}
