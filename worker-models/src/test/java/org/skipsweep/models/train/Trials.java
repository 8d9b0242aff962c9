package org.skipsweep.models.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.models.data.ImageData;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.Part;
import org.skipsweep.models.data.PixelKind;
import org.skipsweep.models.data.strokes.StrokeDigits;
import org.skipsweep.models.trial.Binarization;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.ImageTrials;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.OptimizationSpec;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;
import org.skipsweep.models.trial.result.EpochReport;

/** Small trials on drawn digits. */
final class Trials {
    static final int EPOCHS = 4;
    static final int TRAIN = 300;
    static final ModelSpec MODEL = new ModelSpec(ModelFamily.MLP_VAE, 5, 2, true, false, 32);
    static final OptimizationSpec OPTIMIZATION = ImageTrials.adam(EPOCHS, 50, 1e-3, 5, 0, 1);
    static final ImageData DATA = new ImageData(
            Dataset.STROKES,
            StrokeDigits.published().images(Part.TRAIN, TRAIN),
            StrokeDigits.published().images(Part.VALIDATION, 100),
            StrokeDigits.published().images(Part.TEST, 120),
            new TreeMap<>());

    private Trials() {}

    static TrialSpec spec(OptimizationSpec optimization) {
        return spec(MODEL, optimization, 1);
    }

    static TrialSpec spec(ModelSpec model, OptimizationSpec optimization, long seed) {
        DataSpec data = new DataSpec(Dataset.STROKES, Binarization.NONE, TRAIN, 100, 120);
        return ImageTrials.of(data, model, optimization).with(ExecutionKeys.SEED, seed);
    }

    static Trainer trainer(TrialSpec spec, Path folder, Consumer<EpochReport> progress) {
        return new Trainer(spec, DATA, new LocalFitter(), checkpoints(folder), 1, progress);
    }

    static TrainedTrial train(TrialSpec spec, Path folder) throws Exception {
        return trainer(spec, folder, report -> {}).train();
    }

    static List<EpochReport> reports(TrialSpec spec, Path folder) throws Exception {
        List<EpochReport> reports = new ArrayList<>();
        trainer(spec, folder, reports::add).train();
        return reports;
    }

    static CheckpointFolder checkpoints(Path folder) {
        return new CheckpointFolder(new org.apache.hadoop.fs.Path(folder.toUri()), new Configuration());
    }

    /** Images of random grey levels; no pixel is black or white. */
    static ImageSet grey(int size, int side) {
        byte[] pixels = new byte[size * side * side];
        java.util.random.RandomGenerator random = new Draws(3).of(Purpose.BINARIZATION, 0);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(1, 255);
        }
        return new ImageSet(side, side, PixelKind.GREY, pixels, new byte[0]);
    }
}
