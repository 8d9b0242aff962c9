package org.skipsweep.models.engine.libtorch.operation;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** The order in which a graph names the dimensions of maps. */
public enum MapLayout {
    /** [B, channels, height, width]. */
    CHANNELS_FIRST {
        @Override
        public Tensor channelsFirst(Tensor maps) {
            return maps.contiguous(MemoryFormat.ChannelsLast);
        }

        @Override
        public Tensor restored(Tensor maps) {
            return maps;
        }
    },
    /** [B, height, width, channels]. */
    CHANNELS_LAST {
        @Override
        public Tensor channelsFirst(Tensor maps) {
            return maps.contiguous().permute(0, 3, 1, 2);
        }

        @Override
        public Tensor restored(Tensor maps) {
            return maps.permute(0, 2, 3, 1);
        }
    };

    /** The maps as libtorch names their dimensions, [B, channels, height, width], with channels innermost in memory. */
    public abstract Tensor channelsFirst(Tensor maps);

    /** Maps that libtorch made, with the dimensions as the graph names them. */
    public abstract Tensor restored(Tensor maps);

    /** Number of the dimension of height; that of width is the next one. */
    public int height() {
        return this == CHANNELS_FIRST ? 2 : 1;
    }
}
