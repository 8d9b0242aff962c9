package org.skipsweep.models.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PreloadedBlasTest {
    @Test
    void isFoundByItsName_amongOtherLibraries() {
        assertThat(PreloadedBlas.among("/usr/lib/libheap.so:/opt/blas/lib/libmkl_rt.so.2"))
                .contains("libmkl_rt.so.2");
        assertThat(PreloadedBlas.among("libjemalloc.so.2 /a/libopenblas.so.0")).contains("libopenblas.so.0");
    }

    @Test
    void otherLibraries_areNone() {
        assertThat(PreloadedBlas.among("")).isEmpty();
        assertThat(PreloadedBlas.among("/opt/libmkl_rt/libjemalloc.so")).isEmpty();
    }
}
