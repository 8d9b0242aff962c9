package org.skipsweep.models.files;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON that is read from files: a text is one value. Two lines that ran into one are not the first of them. */
public final class WholeJson {
    /** Refuses what stands behind the value. */
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private WholeJson() {}
}
