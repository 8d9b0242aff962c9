package org.skipsweep.driver.fuzz;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What Jazzer calls. Jazzer looks through the whole class path before it begins, which for Spark and its libraries takes minutes and more
 * than the heap; so these are in a class loader of their own, over the property {@code fuzz.class.path}.
 */
public final class JazzerEntry {
    private static Consumer<byte[]> reader;

    private JazzerEntry() {}

    /**
     * Loads a target.
     *
     * @param arguments its name, and a folder for its files
     */
    @SuppressWarnings("unchecked") // FuzzedReader.of says so
    public static void fuzzerInitialize(String[] arguments) throws IOException, ReflectiveOperationException {
        ClassLoader loader =
                new URLClassLoader(urls(System.getProperty("fuzz.class.path")), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        reader = (Consumer<byte[]>) loader.loadClass("org.skipsweep.driver.fuzz.FuzzedReader")
                .getMethod("of", String.class, String.class)
                .invoke(null, arguments[0], arguments[1]);
    }

    private static URL[] urls(String classPath) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : List.of(classPath.split(":", -1))) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /** One input. */
    public static void fuzzerTestOneInput(byte[] input) {
        reader.accept(input);
    }
}
