package org.skipsweep.driver.sweep.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ChecksummedTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatWasWritten_isReadAgain_howeverItsNumbersAreHeld() throws JsonProcessingException {
        for (String number :
                new String[] {"0.0003", "3E-4", "5", "5.0", "1E+3", "0.1000", "1e-300", "12345678901234567890"}) {
            ObjectNode object = JSON.createObjectNode()
                    .put("decimal", new BigDecimal(number))
                    .put("double", Double.parseDouble(number))
                    .put("float", Float.parseFloat(number))
                    .put("whole", Long.MAX_VALUE)
                    .put("text", "0.0003 \"größe\"");
            Checksummed.withChecksum(object);
            Checksummed.require(JSON.readTree(object.toString()));
            Checksummed.require(JSON.readTree(object.toPrettyString()));
        }
    }

    @Test
    void anotherDigit_isRefused() throws JsonProcessingException {
        String written = Checksummed.withChecksum(JSON.createObjectNode().put("rate", 3e-4))
                .toString();
        ObjectNode changed = (ObjectNode) JSON.readTree(written.replace("3.0E-4", "3.1E-4"));
        assertThat(Checksummed.contradicts(written)).isFalse();
        assertThatThrownBy(() -> Checksummed.require(changed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("damaged");
    }
}
