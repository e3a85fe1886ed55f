package brisk.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** Around every test class: no statement left its workspace, and the shared server and browser end with the run. */
public final class EveryTest implements BeforeAllCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.GLOBAL)
                .computeIfAbsent("what all share", ignored -> (AutoCloseable) () -> {
                    Chromium.close();
                    TestServer.closeShared();
                });
    }

    @Override
    public void afterAll(ExtensionContext context) {
        SecondLock.assertNothingLeaked();
    }
}
