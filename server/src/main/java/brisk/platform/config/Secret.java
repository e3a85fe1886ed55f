package brisk.platform.config;

/** A password that does not end up in a log because somebody printed the record around it. */
public record Secret(String reveal) {

    public static final Secret NONE = new Secret("");

    public boolean isEmpty() {
        return reveal.isEmpty();
    }

    @Override
    public String toString() {
        return reveal.isEmpty() ? "" : "***";
    }
}
