package brisk.platform.http;

/** Answers one request. Throws {@link Problem} for everything that is not success. */
@FunctionalInterface
public interface Handler {
    Answer handle(Request request) throws Exception;
}
