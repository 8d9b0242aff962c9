package org.skipsweep.models.engine;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The library of matrix products, if any, that was loaded into this process before all others and so stands in the place of those that
 * the engines bring. It adds up in another order, so that single precision rounds differently: results name it.
 */
public final class PreloadedBlas {
    private static final Pattern NAME = Pattern.compile("lib(mkl_|openblas|blis|armpl|nvpl_blas|blas)");

    private PreloadedBlas() {}

    /**
     * What to put behind the description of an engine on a processor.
     *
     * @return a blank and the library's file name, such as {@code libmkl_rt.so.2}; empty if there is none
     */
    public static String suffix() {
        return among(Objects.requireNonNullElse(System.getenv("LD_PRELOAD"), ""))
                .map(name -> " " + name)
                .orElse("");
    }

    /** @param libraries paths, separated as the dynamic linker wants them */
    static Optional<String> among(String libraries) {
        return Arrays.stream(libraries.split("[: ]"))
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .filter(name -> NAME.matcher(name).lookingAt())
                .findFirst();
    }
}
