package brisk.coherence;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes a server that forgets to invalidate, to prove that a run finds it out: in front of the class path goes a copy of the class of
 * the generations in which every topic is of generation 0 for ever. The product has no switch for that.
 */
public final class WithoutGenerations {
    private static final String CLASS = "brisk/platform/cache/Generations.class";

    private WithoutGenerations() {}

    /**
     * @param loader knows the server's classes
     * @param folder gets the class; put it before the server on the class path
     */
    public static void write(ClassLoader loader, Path folder) throws IOException {
        try (InputStream original = loader.getResourceAsStream(CLASS)) {
            if (original == null) {
                throw new IOException("there is no " + CLASS);
            }
            Path file = folder.resolve(CLASS);
            Files.createDirectories(file.getParent());
            Files.write(file, stopped(original.readAllBytes()));
        }
    }

    private static byte[] stopped(byte[] original) {
        var classFile = ClassFile.of();
        var alwaysZero = MethodTransform.dropping(element -> element instanceof CodeModel)
                .andThen(MethodTransform.endHandler(
                        method -> method.withCode(code -> code.lconst_0().lreturn())));
        ClassTransform transform = (builder, element) -> {
            if (element instanceof MethodModel method && method.methodName().equalsString("of")) {
                builder.transformMethod(method, alwaysZero);
            } else {
                builder.with(element);
            }
        };
        return classFile.transformClass(classFile.parse(original), transform);
    }
}
