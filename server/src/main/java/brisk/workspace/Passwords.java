package brisk.workspace;

import brisk.platform.http.Problem;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.text.Normalizer;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Passwords as Argon2id at OWASP's level. A hash takes 19 MiB and tens of milliseconds of a core, so few run at a time, on
 * threads that the operating system preempts: on virtual threads they would hold up every other request.
 */
public final class Passwords {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int ITERATIONS = 2;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int AT_ONCE = 2;
    private static final int WAITING = 64;
    private static final int LONGEST_WAIT_SECONDS = 5;
    private static final int SHORTEST = 10;
    private static final int LONGEST = 200;

    /** Of a random text: whoever is unknown takes as long to refuse as a wrong password. */
    private static final String NOBODY =
            "$argon2id$v=19$m=19456,t=2,p=1$c29tZSBzYWx0IG9mIDE2IQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("password-", 0).daemon().factory());

    /** Made when the first password is asked for: it fills its 19 MiB at once, for which no start should wait. */
    private static final class Function {
        static final Argon2Function ARGON2 =
                Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, 1, HASH_BYTES, Argon2.ID);
    }

    public Passwords() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** What is wrong with a new password, or null. */
    public static @Nullable String complaint(String password, String email) {
        String normal = normal(password);
        int length = normal.codePointCount(0, normal.length());
        if (length < SHORTEST || length > LONGEST) {
            return "must have " + SHORTEST + " to " + LONGEST + " characters";
        }
        return normal.toLowerCase(Locale.ROOT).equals(email.toLowerCase(Locale.ROOT))
                ? "must not be the e-mail address"
                : null;
    }

    /** @throws Problem 503 where too many wait */
    public String hash(String password) {
        return await(() -> Password.hash(normal(password))
                .addRandomSalt(SALT_BYTES)
                .with(Function.ARGON2)
                .getResult());
    }

    /**
     * @param hash null for somebody unknown, which takes the same time
     * @throws Problem 503 where too many wait
     */
    boolean matches(String password, @Nullable String hash) {
        String against = hash == null ? NOBODY : hash;
        boolean same = password.length() <= 4 * LONGEST
                && await(() ->
                        Password.check(normal(password), against).with(Argon2Function.getInstanceFromHash(against)));
        return same && hash != null;
    }

    /** The same password from any keyboard. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T await(Callable<T> work) {
        Future<T> result;
        try {
            result = threads.submit(work);
        } catch (RejectedExecutionException e) {
            throw busy();
        }
        try {
            return result.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            result.cancel(false);
            throw busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be hashed", e.getCause());
        }
    }

    private static Problem busy() {
        return Problem.unavailable(
                LONGEST_WAIT_SECONDS, "Too many people sign in at this moment. Try again in a few seconds.");
    }
}
