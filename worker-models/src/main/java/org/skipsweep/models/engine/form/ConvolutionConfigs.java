package org.skipsweep.models.engine.form;

import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;

/** Configurations of convolutions of maps [B, rows, columns, channels] by kernels [rows, columns, inputs, outputs]. */
public final class ConvolutionConfigs {
    private ConvolutionConfigs() {}

    /** With as many rows and columns of zeros on either side. */
    public static Conv2DConfig of(long rows, long columns, long padRows, long padColumns, long stride) {
        return Conv2DConfig.builder()
                .kH(rows)
                .kW(columns)
                .sH(stride)
                .sW(stride)
                .pH(padRows)
                .pW(padColumns)
                .paddingMode(PaddingMode.VALID)
                .dataFormat(Conv2DConfig.NHWC)
                .weightsFormat(WeightsFormat.YXIO)
                .build();
    }
}
