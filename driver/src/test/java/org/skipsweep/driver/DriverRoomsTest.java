package org.skipsweep.driver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Which room of the driver may know which, and what it may know of the models. */
@AnalyzeClasses(packages = "org.skipsweep", importOptions = ImportOption.DoNotIncludeTests.class)
class DriverRoomsTest {
    private static final String DRIVER = "org.skipsweep.driver.";
    private static final String MODELS = "org.skipsweep.models.";

    @ArchTest
    static final ArchRule roomsKnowOnlyThoseBelow = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("cli")
            .definedBy(DRIVER + "cli..")
            .layer("run")
            .definedBy(DRIVER + "run..")
            .layer("reduce")
            .definedBy(DRIVER + "reduce..")
            .layer("export")
            .definedBy(DRIVER + "export..")
            .layer("page")
            .definedBy(DRIVER + "page..")
            .layer("report")
            .definedBy(DRIVER + "report..")
            .layer("store")
            .definedBy(DRIVER + "store..")
            .layer("sweep")
            .definedBy(DRIVER + "sweep..")
            .layer("submission")
            .definedBy(DRIVER + "submission..")
            .layer("work")
            .definedBy(DRIVER + "work..")
            .layer("message")
            .definedBy(DRIVER + "message..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("run")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("export")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("work")
            .mayOnlyBeAccessedByLayers("cli", "run", "reduce")
            .whereLayer("reduce")
            .mayOnlyBeAccessedByLayers("cli", "export")
            .whereLayer("page")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("cli", "reduce")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("cli", "run", "reduce", "page", "export")
            .whereLayer("sweep")
            .mayOnlyBeAccessedByLayers("cli", "run", "reduce", "store", "page", "export");

    @ArchTest
    static final ArchRule enginesAreChosenBelow = noClasses()
            .that()
            .resideInAPackage(DRIVER + ".")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MODELS + "engine.nd4j..", MODELS + "engine.libtorch..", "org.bytedeco.pytorch..");

    @ArchTest
    static final ArchRule tablesKnowNoTraining = noClasses()
            .that()
            .resideInAPackage(DRIVER + "reduce..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MODELS + "train..", MODELS + "engine..", MODELS + "objective..", MODELS + "model..");

    @ArchTest
    static final ArchRule thereIsOneHadoopConfiguration = noClasses()
            .that()
            .resideInAPackage(DRIVER + ".")
            .should()
            .callConstructor(Configuration.class)
            .because("it would not know spark.hadoop.*: Submission.hadoop() does");

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching(DRIVER + "(*)..").should().beFreeOfCycles();

    /** Of the models' and the driver's classes together. */
    @ArchTest
    static void noTwoClassesHaveOneName(JavaClasses classes) {
        Map<String, String> names = new HashMap<>();
        for (JavaClass found : classes) {
            if (found.isTopLevelClass() && !found.getSimpleName().equals("package-info")) {
                assertThat(names.put(found.getSimpleName(), found.getName()))
                        .as("another class of the name of %s", found.getName())
                        .isNull();
            }
        }
    }
}
