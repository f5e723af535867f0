package dev.muninn.systemtest.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import dev.muninn.systemtest.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of ARCHITECTURE.md that concern classes. */
class ArchitectureTest {

    private static final JavaClasses MUNINN = new ClassFileImporter().importPaths(classFolders());

    /**
     * Packages beside the root that are API, too: words that its users and its inside have in
     * common, which the root cannot hold without a cycle.
     */
    private static final Set<String> WORDS = Set.of("dev.muninn.alert.rule");

    private static List<Path> classFolders() {
        try (Stream<Path> modules = Files.list(Repository.root())) {
            return modules.map(module -> module.resolve("target/classes/dev/muninn"))
                    .filter(Files::isDirectory)
                    .toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** {@code store} of {@code dev.muninn.store.wal}. */
    private static String module(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        return parts.length > 2 ? parts[2] : "";
    }

    private static boolean isInside(JavaClass type) {
        String name = type.getPackageName();
        return name.split("\\.").length > 3 && !name.endsWith(".options") && !WORDS.contains(name);
    }

    @Test
    void modulesUseEachOthersRootPackagesAndOptionsOnly() {
        classes()
                .should(
                        new ArchCondition<>("use only root packages and options of other modules") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                for (Dependency edge : type.getDirectDependenciesFromSelf()) {
                                    JavaClass target = edge.getTargetClass();
                                    if (target.getPackageName().startsWith("dev.muninn.")
                                            && !module(target).equals(module(type))
                                            // A benchmark may measure what is inside.
                                            && !module(type).equals("bench")
                                            && isInside(target)) {
                                        events.add(violated(type, edge.getDescription()));
                                    }
                                }
                            }
                        })
                .check(MUNINN);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.muninn.(**)").should().beFreeOfCycles().check(MUNINN);
    }

    @Test
    void onlyTheSystemClockReadsTheTime() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.muninn.model.SystemClock")
                .and()
                .resideOutsideOfPackage("dev.muninn.bench..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(MUNINN);
    }

    @Test
    void nobodySleeps() {
        noClasses()
                .that(
                        com.tngtech.archunit.base.DescribedPredicate.not(
                                resideInAPackage("dev.muninn.bench..")))
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .check(MUNINN);
    }

    @Test
    void onlyCommandsUseTheStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.muninn.server..", "dev.muninn.bench..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(MUNINN);
    }

    @Test
    void onlyWebKnowsTheHttpFramework() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.muninn.web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..")
                .check(MUNINN);
    }
}
