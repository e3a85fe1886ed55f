package brisk.demo;

import java.util.List;

/** Who can sign in to a demo workspace. The password is no secret: it stands here and in the documentation. */
public final class DemoLogins {
    /** Of every demo user. */
    public static final String PASSWORD = "brisk-demo";

    public static final String ADMIN = "admin@brisk.example";

    /** The one with the fullest book. */
    public static final String SELLER = "seller@brisk.example";

    private DemoLogins() {}

    /** What a start prints where there is a demo workspace. */
    public static List<String> lines() {
        return List.of(
                "Demo sign-in: " + ADMIN + " or " + SELLER + " with the password " + PASSWORD,
                "              (manager@, cre@, ps@ and viewer@ are there, too; everybody knows this password)");
    }
}
