package org.skipsweep.models.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Engines;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.Parameter;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.objective.Elbo;

/** What Deeplearning4j runs for an {@link ObjectiveLayer}: one call of the engine per step gives loss and gradient. */
final class ObjectiveLayerRuntime extends AbstractLayer<ObjectiveLayer> implements IOutputLayer {
    private final Map<String, INDArray> parameters;
    private final Engine engine;
    private final LossGraph graph;
    private final List<String> trainingOutputs;
    private final Evaluator trainer;
    private Evaluator evaluator;
    private INDArray parametersView;
    private INDArray gradientsView;
    private Map<String, INDArray> gradients;
    private Map<String, INDArray> trainableGradients;
    private INDArray labels;
    private Bound bound;
    private double loss = Double.NaN;

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
        this.engine = Engines.of(layerConf().engine(), layerConf().precision());
        this.graph = layerConf().graph(dataType, Phase.TRAINING);
        this.trainingOutputs = Stream.concat(Stream.of(graph.loss()), graph.nextStatistics().values().stream())
                .toList();
        this.trainer = engine.compile(graph, this.parameters);
    }

    /** Evaluates the objective's evaluation graph on the network's current parameters. */
    Evaluator evaluator() {
        if (evaluator == null) {
            evaluator = engine.compile(layerConf().graph(dataType, Phase.EVALUATION), parameters);
        }
        return evaluator;
    }

    Engine engine() {
        return engine;
    }

    /** A training graph of its own for whoever asks. */
    LossGraph trainingGraph() {
        return layerConf().graph(dataType, Phase.TRAINING);
    }

    /** Inputs of the graph from features and labels of a minibatch; the same arrays for the same minibatch arrays. */
    Map<String, INDArray> inputs(INDArray features, INDArray side) {
        if (bound == null || bound.features() != features || bound.labels() != side) {
            int latentDim = layerConf().latentDim();
            bound = new Bound(
                    features,
                    side,
                    Map.of(
                            Elbo.OBSERVATIONS, features,
                            Elbo.NOISE, side.get(NDArrayIndex.all(), NDArrayIndex.interval(0, latentDim)),
                            Elbo.KL_WEIGHT,
                                    side.get(NDArrayIndex.all(), NDArrayIndex.interval(latentDim, latentDim + 1))));
        }
        return bound.inputs();
    }

    private Map<String, INDArray> inputs() {
        return inputs(input, labels);
    }

    private record Bound(INDArray features, INDArray labels, Map<String, INDArray> inputs) {}

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        Map<String, INDArray> values = trainer.gradient(inputs(), trainableGradients, trainingOutputs);
        loss = values.get(graph.loss()).getDouble(0);
        graph.nextStatistics().forEach((statistic, next) -> {
            parameters.get(statistic).assign(values.get(next));
            gradients.get(statistic).assign(0);
        });
        Gradient gradient = new DefaultGradient(gradientsView);
        gradients.forEach(gradient::setGradientFor);
        return new Pair<>(gradient, null);
    }

    @Override
    public double computeScore(double regularization, boolean training, LayerWorkspaceMgr workspaceMgr) {
        if (!training || Double.isNaN(loss)) {
            loss = (training ? trainer : evaluator())
                    .evaluate(inputs(), List.of(graph.loss()))
                    .get(graph.loss())
                    .getDouble(0);
        }
        return loss + regularization;
    }

    @Override
    public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr workspaceMgr) {
        Map<String, INDArray> values = evaluator().evaluate(inputs(), List.of(Elbo.NEGATIVE_LOG_LIKELIHOOD, Elbo.KL));
        return values.get(Elbo.NEGATIVE_LOG_LIKELIHOOD)
                .add(values.get(Elbo.KL))
                .add(regularization)
                .reshape(-1, 1);
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
        trainableGradients =
                graph.trainable().stream().map(Parameter::name).collect(Collectors.toMap(name -> name, gradients::get));
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public void clearNoiseWeightParams() {
        // There is no weight noise.
    }

    @Override
    public Layer clone() {
        throw new UnsupportedOperationException("an objective layer belongs to one network");
    }

    @Override
    public double f1Score(DataSet data) {
        throw unsupported();
    }

    @Override
    public double f1Score(INDArray examples, INDArray labels) {
        throw unsupported();
    }

    @Override
    @Deprecated
    public int numLabels() {
        throw unsupported();
    }

    @Override
    public void fit(DataSetIterator iterator) {
        throw unsupported();
    }

    @Override
    public int[] predict(INDArray examples) {
        throw unsupported();
    }

    @Override
    public List<String> predict(DataSet dataSet) {
        throw unsupported();
    }

    @Override
    public void fit(INDArray examples, INDArray labels) {
        throw unsupported();
    }

    @Override
    public void fit(DataSet data) {
        throw unsupported();
    }

    @Override
    public void fit(INDArray examples, int[] labels) {
        throw unsupported();
    }

    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("an objective layer does not classify");
    }
}
