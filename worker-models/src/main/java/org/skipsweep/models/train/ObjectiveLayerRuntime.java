package org.skipsweep.models.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.HostMemory;
import org.skipsweep.models.engine.HostVector;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.engine.choice.Engines;
import org.skipsweep.models.metrics.GaussianKl;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.objective.Estimate;
import org.skipsweep.models.objective.Objective;
import org.skipsweep.models.objective.Running;
import org.skipsweep.models.trial.TrialSpec;

/**
 * What Deeplearning4j runs for an {@link ObjectiveLayer}: one call of the objective per step gives loss and gradient. Unless
 * somebody says where to compute, it computes on the processor.
 *
 * <p>Trials work through {@link #workOn}, as {@link LocalFitter} does. Scores, and gradients by {@link #backpropGradient}, are for
 * callers of the network's {@code fit} and {@code score}, as {@link ObjectiveLayer} says.
 */
final class ObjectiveLayerRuntime extends SoleLayer {
    private final Map<String, INDArray> parameters;
    private final Objective objective;
    private final PackedInputs packed;
    private INDArray parametersView;
    private INDArray gradientsView;
    private Map<String, INDArray> gradients;
    private Workplace workplace;
    private INDArray labels;
    private Bound bound;
    private double loss = Double.NaN;

    /**
     * Where the objective is at work.
     *
     * @param engine who computes
     * @param memory where the parameters lie meanwhile
     * @param running the objective
     */
    record Workplace(Engine engine, ParameterMemory memory, Running running) {}

    ObjectiveLayerRuntime(
            NeuralNetConfiguration conf,
            DataType dataType,
            int index,
            INDArray parametersView,
            Map<String, INDArray> parameters) {
        super(conf, dataType);
        setIndex(index);
        this.parametersView = parametersView;
        this.parameters = conf.variables(false).stream()
                .collect(Collectors.toMap(name -> name, parameters::get, (a, b) -> a, LinkedHashMap::new));
        this.objective = layerConf().objective();
        this.packed = new PackedInputs(objective.inputs());
    }

    /** What training minimises. */
    Objective objective() {
        return objective;
    }

    /**
     * Where the objective is at work; decided here, once, if it was not.
     *
     * @param device where to compute
     * @param updater makes steps where the network's own memory is trained
     */
    Workplace workOn(Device device, HostMemory.Updater updater) {
        if (workplace == null) {
            TrialSpec spec = layerConf().spec();
            Engine engine = Engines.of(spec.engine(), spec.precision(), device);
            HostVector gradient = new HostVector(gradients == null ? Map.of() : gradients);
            ParameterMemory memory = engine.memory(new HostMemory(parameters, gradient, updater));
            workplace = new Workplace(engine, memory, objective.compile(engine, memory, dataType));
        }
        return workplace;
    }

    /** Frees what {@link #workOn} made, so that the next call decides anew. */
    void leaveWork() {
        if (workplace != null) {
            workplace.running().close();
            workplace.memory().close();
            workplace = null;
        }
    }

    private Running running() {
        return workOn(new Device.Cpu(), (rule, rate, clip, step) -> {
                    throw new UnsupportedOperationException("Deeplearning4j makes the steps of this network");
                })
                .running();
    }

    private Map<String, INDArray> inputs() {
        if (bound == null || bound.features() != input || bound.labels() != labels) {
            bound = new Bound(input, labels, packed.unpack(input, labels));
        }
        return bound.inputs();
    }

    /** Unpacked arrays stay the same for the same minibatch arrays. */
    private record Bound(INDArray features, INDArray labels, Map<String, INDArray> inputs) {}

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        loss = running().gradient(inputs());
        return new Pair<>(gradient(), null);
    }

    /** The gradient that the last step left, for Deeplearning4j's updater. */
    @Override
    public Gradient gradient() {
        Gradient gradient = new DefaultGradient(gradientsView);
        gradients.forEach(gradient::setGradientFor);
        return gradient;
    }

    @Override
    public double computeScore(double regularization, boolean training, LayerWorkspaceMgr workspaceMgr) {
        if (!training || Double.isNaN(loss)) {
            loss = running().loss(inputs(), training ? Phase.TRAINING : Phase.EVALUATION);
        }
        return loss + regularization;
    }

    @Override
    public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr workspaceMgr) {
        Estimate estimate = running().estimate(inputs());
        double[] scores = estimate.negativeLogLikelihood().clone();
        estimate.posterior().ifPresent(posterior -> {
            for (int i = 0; i < scores.length; i++) {
                scores[i] += GaussianKl.toStandardNormal(
                        posterior.mean()[i], posterior.logVariance()[i]);
            }
        });
        return Nd4j.createFromArray(scores).castTo(dataType).add(regularization).reshape(-1, 1);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        return computeScoreForExamples(0, workspaceMgr);
    }

    @Override
    public boolean needsLabels() {
        return true;
    }

    @Override
    public void setLabels(INDArray labels) {
        this.labels = labels;
        loss = Double.NaN;
    }

    @Override
    public INDArray getLabels() {
        return labels;
    }

    @Override
    public INDArray params() {
        return parametersView;
    }

    @Override
    public long numParams() {
        return parametersView.length();
    }

    @Override
    public INDArray getParam(String name) {
        return parameters.get(name);
    }

    @Override
    public Map<String, INDArray> paramTable() {
        return parameters;
    }

    @Override
    public Map<String, INDArray> paramTable(boolean backpropParamsOnly) {
        return parameters;
    }

    @Override
    public void setParam(String name, INDArray value) {
        parameters.get(name).assign(value);
    }

    @Override
    public void setParams(INDArray params) {
        parametersView.assign(params);
    }

    @Override
    public void setParamsViewArray(INDArray params) {
        if (params != parametersView) {
            throw new IllegalStateException("the parameter memory of an objective layer cannot be exchanged");
        }
    }

    @Override
    public void setParamTable(Map<String, INDArray> table) {
        table.forEach(this::setParam);
    }

    @Override
    public INDArray getGradientsViewArray() {
        return gradientsView;
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray view) {
        gradientsView = view;
        gradients = layerConf().initializer().getGradientsFromFlattened(conf(), view);
        leaveWork();
    }
}
