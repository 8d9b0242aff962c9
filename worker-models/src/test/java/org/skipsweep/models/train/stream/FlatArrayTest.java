package org.skipsweep.models.train.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FlatArrayTest {
    private static byte[] written(INDArray array) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FlatArray.write(array, out);
        return out.toByteArray();
    }

    private static byte[] writtenByNd4j(INDArray array) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Nd4j.write(array, new DataOutputStream(out));
        return out.toByteArray();
    }

    private static INDArray read(byte[] bytes, long length) throws IOException {
        INDArray array = Nd4j.create(DataType.FLOAT, length);
        FlatArray.read(new ByteArrayInputStream(bytes), array);
        return array;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 1 << 14, 100_001})
    void bytes_areThoseOfNd4j_andComeBack(long length) throws IOException {
        INDArray array = Nd4j.rand(DataType.FLOAT, length);
        assertThat(written(array)).isEqualTo(writtenByNd4j(array));
        assertThat(read(written(array), length)).isEqualTo(array);
    }

    @Test
    void numbersThatAreNone_comeBackBitForBit() throws IOException {
        INDArray array = Nd4j.createFromArray(Float.NaN, Float.NEGATIVE_INFINITY, -0f, Float.MIN_VALUE);
        assertThat(read(written(array), 4).toFloatVector()).isEqualTo(array.toFloatVector());
    }

    @Test
    void view_isWrittenWithoutTheRestOfItsArray() throws IOException {
        INDArray view = Nd4j.rand(DataType.FLOAT, 100).get(NDArrayIndex.interval(20, 50));
        assertThat(written(view)).isEqualTo(writtenByNd4j(view));
        assertThat(read(written(view), 30)).isEqualTo(view.dup());
    }

    @Test
    void anotherLength_isRefused() throws IOException {
        byte[] bytes = written(Nd4j.rand(DataType.FLOAT, 5));
        assertThatThrownBy(() -> read(bytes, 6))
                .isInstanceOf(IOException.class)
                .hasMessage("holds 5 numbers of type FLOAT where 6 of type FLOAT are due");
    }

    @Test
    void anotherType_isRefused() throws IOException {
        byte[] bytes = writtenByNd4j(Nd4j.rand(DataType.DOUBLE, 5));
        assertThatThrownBy(() -> read(bytes, 5))
                .isInstanceOf(IOException.class)
                .hasMessage("holds 5 numbers of type DOUBLE where 5 of type FLOAT are due");
        assertThatThrownBy(() -> written(Nd4j.rand(DataType.DOUBLE, 5)))
                .hasMessage("only arrays of FLOAT are kept, but this is one of DOUBLE");
    }

    @Test
    void cutShortOrTooLong_isRefused() throws IOException {
        byte[] bytes = written(Nd4j.rand(DataType.FLOAT, 5));
        assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length - 1), 5))
                .isInstanceOf(EOFException.class)
                .hasMessage("ends within an array");
        assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length + 1), 5))
                .isInstanceOf(IOException.class)
                .hasMessage("goes on after an array");
    }

    @Test
    void headerThatIsNone_isRefused_beforeMemoryIsAskedFor() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(out);
        header.writeUTF("LONG_SHAPE");
        header.writeLong(1L << 60);
        header.writeUTF("LONG");
        assertThatThrownBy(() -> read(out.toByteArray(), 5))
                .isInstanceOf(IOException.class)
                .hasMessage("not an array: its shape has 1152921504606846976 numbers of type LONG");
    }
}
