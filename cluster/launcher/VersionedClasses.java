import java.io.IOException;
import java.util.jar.JarFile;

/** Prints every class that one of the libraries holds for some versions of Java, as lists of classes name it. */
public final class VersionedClasses {
    private static final String VERSIONS = "META-INF/versions/";
    private static final String CLASS = ".class";

    public static void main(String[] libraries) throws IOException {
        for (String library : libraries) {
            try (JarFile jar = new JarFile(library)) {
                jar.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.startsWith(VERSIONS) && name.endsWith(CLASS))
                        .map(name -> name.substring(VERSIONS.length(), name.length() - CLASS.length()))
                        .map(name -> name.substring(name.indexOf('/') + 1))
                        .forEach(System.out::println);
            }
        }
    }
}
