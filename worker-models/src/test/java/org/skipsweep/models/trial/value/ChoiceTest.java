package org.skipsweep.models.trial.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.skipsweep.models.trial.Binarization;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.Precision;

class ChoiceTest {

    @Test
    void everyConstant_isFoundByItsLabel() {
        checkAll(Dataset.class);
        checkAll(Binarization.class);
        checkAll(ModelFamily.class);
        checkAll(EngineKind.class);
        checkAll(Precision.class);
    }

    @Test
    void labels_areThoseThatUsersWrite() {
        assertThat(Choice.labels(Dataset.class))
                .isEqualTo("strokes, binarized-mnist, mnist, omniglot, yahoo, text, grammar");
        assertThat(Choice.labels(Binarization.class)).isEqualTo("none, dynamic, static");
        assertThat(Choice.labels(ModelFamily.class)).isEqualTo("mlp-vae, image-vae, no-op, lstm-lm, lstm-vae");
        assertThat(Choice.labels(EngineKind.class)).isEqualTo("auto, nd4j, libtorch");
    }

    @Test
    void unknownLabel_isNotFound() {
        assertThat(Choice.find(Dataset.class, "MNIST")).isEmpty();
        assertThat(Choice.find(Dataset.class, "")).isEmpty();
    }

    @Test
    void unknownLabel_isRefusedWithTheNamesThatExist() {
        assertThatThrownBy(() -> Choice.of(Dataset.class, "cifar"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"cifar\" is not one of strokes, binarized-mnist, mnist, omniglot, yahoo, text, grammar");
    }

    private static <E extends Enum<E> & Choice> void checkAll(Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            assertThat(Choice.find(type, constant.label())).contains(constant);
            assertThat(Choice.of(type, constant.label())).isEqualTo(constant);
        }
    }
}
