package org.skipsweep.driver.run;

import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.driver.store.Classification;
import org.skipsweep.driver.store.TrialFolder;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.driver.work.WorkChannel;
import org.skipsweep.driver.work.WorkNews;
import org.skipsweep.models.data.ImageData;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.choice.Engines;
import org.skipsweep.models.study.ClassifierScore;
import org.skipsweep.models.study.FeatureStudy;
import org.skipsweep.models.train.use.TrainedEncoder;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.random.Draws;

/**
 * Classifies what the encoder of a finished trial makes of its images; the outcome goes into the trial's folder. The trial's
 * choice of engine holds for the classifiers too; they are computed on the processor, in single precision.
 */
final class ClassificationTask implements Function<Trial, Classification> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<TrialSetting> setting;
    private final int epochs;
    private final WorkChannel.Sender news;

    /**
     * @param epochs epochs of each classifier
     * @param news takes what the classifiers tell to the driver
     */
    ClassificationTask(Broadcast<TrialSetting> setting, int epochs, WorkChannel.Sender news) {
        this.setting = setting;
        this.epochs = epochs;
        this.news = news;
    }

    @Override
    public Classification call(Trial trial) throws Exception {
        try {
            return classify(trial);
        } catch (OutOfMemoryError e) {
            throw TrialPlace.here().told(e);
        }
    }

    private Classification classify(Trial trial) throws IOException, InterruptedException {
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        Nd4j.getEnvironment().setMaxThreads(1);
        TrialSetting place = setting.value();
        TrialFolder folder = TrialFolder.open(place.root(), trial, place.configuration());
        long start = System.nanoTime();
        ImageData data = ImageData.of(place.data(trial));
        TrainedEncoder encoder = TrainedEncoder.newest(place.checkpoints(trial))
                .orElseThrow(() -> new IOException("trial " + trial.id() + " has no checkpoint left"));
        Engine engine = Engines.of(trial.spec().engine(), Precision.FP32, new Device.Cpu());
        String work = "classifiers of trial " + trial.id();
        int all = FeatureStudy.HIDDEN_LAYERS.size() * epochs;
        List<ClassifierScore> scores = FeatureStudy.scores(
                encoder,
                data,
                new Draws(trial.spec().seed()),
                engine,
                epochs,
                done -> news.accept(new WorkNews(work, "epochs", done, all)));
        Classification classification = new Classification(
                data.train().size(),
                data.validation().size(),
                data.test().size(),
                (System.nanoTime() - start) / 1e9,
                scores);
        folder.classified(classification);
        return classification;
    }
}
