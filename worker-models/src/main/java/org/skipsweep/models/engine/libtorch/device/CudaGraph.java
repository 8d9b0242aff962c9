package org.skipsweep.models.engine.libtorch.device;

import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUgraph_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Stream;
import org.bytedeco.pytorch.cuda.CUDAStream;
import org.bytedeco.pytorch.cuda.StreamFilter;

/**
 * Work on a GPU as a CUDA graph: its kernels with their arguments, which the driver launches with one call.
 *
 * <p>Only what computes on the GPU can be recorded: the processor cannot wait for a value of a GPU that has not yet begun.
 */
final class CudaGraph implements DeviceStream.Recording {
    private final CUstream_st stream;
    private final CUgraphExec_st graph;

    private CudaGraph(CUstream_st stream, CUgraphExec_st graph) {
        this.stream = stream;
        this.graph = graph;
    }

    /**
     * Records work, without doing it.
     *
     * @param current the stream on which libtorch now queues up this thread's calls
     * @param pool where the work's intermediate results lie; to be closed after the graph
     * @throws IllegalStateException if CUDA or libtorch refuses to record a call, or CUDA's functions are not at hand
     */
    static CudaGraph of(Stream current, GraphPool pool, Runnable work) {
        try {
            return recorded(new CUDAStream(current).stream(), pool, work);
        } catch (LinkageError e) {
            throw new IllegalStateException("CUDA's functions cannot be called from Java: " + e, e);
        } catch (RuntimeException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static CudaGraph recorded(CUstream_st stream, GraphPool pool, Runnable work) {
        CUgraph_st recorded = new CUgraph_st();
        try (OfStream filter = new OfStream(stream)) {
            pool.during(filter, () -> capture(stream, recorded, work));
            CUgraphExec_st graph = new CUgraphExec_st();
            require(cudart.cudaGraphInstantiateWithFlags(graph, recorded, 0));
            return new CudaGraph(stream, graph);
        } finally {
            if (!recorded.isNull()) {
                cudart.cudaGraphDestroy(recorded);
            }
        }
    }

    /** Puts what {@code work} queues up into a graph. Whatever happens, the stream does what it is given again afterwards. */
    private static void capture(CUstream_st stream, CUgraph_st recorded, Runnable work) {
        require(cudart.cudaStreamBeginCapture(stream, cudart.cudaStreamCaptureModeThreadLocal));
        try {
            work.run();
        } catch (RuntimeException e) {
            cudart.cudaStreamEndCapture(stream, recorded);
            cudart.cudaGetLastError();
            throw e;
        }
        require(cudart.cudaStreamEndCapture(stream, recorded));
    }

    @Override
    public void replay() {
        require(cudart.cudaGraphLaunch(graph, stream));
    }

    @Override
    public void close() {
        cudart.cudaGraphExecDestroy(graph);
    }

    private static void require(int status) {
        if (status != cudart.cudaSuccess) {
            // CUDA reports an error again at the next call unless it is asked for.
            cudart.cudaGetLastError();
            throw new IllegalStateException(
                    "CUDA: " + cudart.cudaGetErrorString(status).getString());
        }
    }

    /** Lets only the calls on one stream have memory of the pool. */
    private static final class OfStream extends StreamFilter {
        private final long only;

        OfStream(CUstream_st stream) {
            this.only = stream.address();
        }

        @Override
        public boolean call(Pointer other) {
            return other != null && other.address() == only;
        }
    }
}
