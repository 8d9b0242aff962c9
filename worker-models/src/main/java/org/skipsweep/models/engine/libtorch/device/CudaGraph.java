package org.skipsweep.models.engine.libtorch.device;

import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUgraph_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Stream;
import org.bytedeco.pytorch.cuda.CUDAStream;
import org.bytedeco.pytorch.cuda.StreamFilter;
import org.bytedeco.pytorch.global.torch_cuda;

/**
 * Work on a GPU as a CUDA graph: its kernels with their arguments, which the driver launches with one call.
 *
 * <p>Only what computes on the GPU can be recorded: the processor cannot wait for a value of a GPU that has not yet begun.
 */
final class CudaGraph implements DeviceStream.Recording {
    private final CUstream_st stream;
    private final byte device;
    private final GraphPool pool;
    private final CUgraphExec_st graph;

    private CudaGraph(CUstream_st stream, byte device, GraphPool pool, CUgraphExec_st graph) {
        this.stream = stream;
        this.device = device;
        this.pool = pool;
        this.graph = graph;
    }

    /**
     * Records work, without doing it.
     *
     * @param current the stream on which libtorch now queues up this thread's calls
     * @param pool where the work's intermediate results lie
     * @throws IllegalStateException if CUDA or libtorch refuses to record a call, or CUDA's functions are not at hand
     */
    static CudaGraph of(Stream current, GraphPool pool, Runnable work) {
        try {
            return recorded(current, pool, work);
        } catch (LinkageError e) {
            throw new IllegalStateException("CUDA's functions cannot be called from Java: " + e, e);
        }
    }

    private static CudaGraph recorded(Stream current, GraphPool pool, Runnable work) {
        CUDAStream cuda = new CUDAStream(current);
        CUstream_st stream = cuda.stream();
        byte device = cuda.device_index();
        CUgraph_st recorded = new CUgraph_st();
        try (OfStream filter = new OfStream(stream)) {
            torch_cuda.getAllocator().beginAllocateToPool(device, pool.id(), filter);
            try {
                capture(stream, recorded, work);
            } finally {
                torch_cuda.getAllocator().endAllocateToPool(device, pool.id());
            }
            CUgraphExec_st graph = new CUgraphExec_st();
            require(cudart.cudaGraphInstantiateWithFlags(graph, recorded, 0));
            return new CudaGraph(stream, device, pool, graph);
        } catch (RuntimeException e) {
            torch_cuda.getAllocator().releasePool(device, pool.id());
            throw e;
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
            throw new IllegalStateException(e.getMessage(), e);
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
        torch_cuda.getAllocator().releasePool(device, pool.id());
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
