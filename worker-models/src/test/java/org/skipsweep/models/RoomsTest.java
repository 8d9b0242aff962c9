package org.skipsweep.models;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which room may know which. */
@AnalyzeClasses(packages = "org.skipsweep.models", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    private static final String MODELS = "org.skipsweep.models.";

    @ArchTest
    static final ArchRule roomsKnowOnlyThoseBelow = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("study")
            .definedBy(MODELS + "study..")
            .layer("check")
            .definedBy(MODELS + "check..")
            .layer("train")
            .definedBy(MODELS + "train..")
            .layer("family")
            .definedBy(MODELS + "family..")
            .layer("objective")
            .definedBy(MODELS + "objective..")
            .layer("model")
            .definedBy(MODELS + "model..")
            .layer("data")
            .definedBy(MODELS + "data..")
            .layer("metrics")
            .definedBy(MODELS + "metrics..")
            .layer("engine")
            .definedBy(MODELS + "engine..")
            .whereLayer("study")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("check")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("train")
            .mayOnlyBeAccessedByLayers("study", "check")
            .whereLayer("family")
            .mayOnlyBeAccessedByLayers("train", "check")
            .whereLayer("objective")
            .mayOnlyBeAccessedByLayers("family", "train", "check", "study")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("objective", "family", "train", "check")
            .whereLayer("data")
            .mayOnlyBeAccessedByLayers("objective", "train", "study", "check")
            .whereLayer("metrics")
            .mayOnlyBeAccessedByLayers("objective", "train", "study")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("model", "objective", "family", "train", "study", "check");

    @ArchTest
    static final ArchRule trialsAreValues = noClasses()
            .that()
            .resideInAPackage(MODELS + "trial..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..", "org.apache..")
            .orShould()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("org.skipsweep..")
                    .and(JavaClass.Predicates.resideOutsideOfPackage(MODELS + "trial..")));

    @ArchTest
    static final ArchRule nothingHereKnowsSpark = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.skipsweep.driver..");

    @ArchTest
    static final ArchRule enginesKnowNoTraining = noClasses()
            .that()
            .resideInAPackage(MODELS + "engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.deeplearning4j..", "org.apache.hadoop..");

    @ArchTest
    static final ArchRule whatAnEngineIsKnowsNoEngine = noClasses()
            .that()
            .resideInAPackage(MODELS + "engine")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MODELS + "engine.*..");

    @ArchTest
    static final ArchRule oneFamilySwitch = noClasses()
            .that()
            .resideOutsideOfPackages(MODELS + "family..", MODELS + "trial..", MODELS + "check..", MODELS + "train..")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("ModelFamily");

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching(MODELS + "(*)..").should().beFreeOfCycles();
}
