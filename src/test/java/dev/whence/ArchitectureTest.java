package dev.whence;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.whence.access.Sight;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house rules on who may see whom; CONTRIBUTING.md says why. */
class ArchitectureTest {
    private static final JavaClasses WHENCE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.whence");

    /** From the roof to the ground. Rooms on one floor do not see each other. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("app"),
            List.of("serve"),
            List.of("operate", "feed", "harvest", "follow", "witness"),
            List.of("receive", "query", "gate", "client"),
            List.of(
                    "validate",
                    "policy",
                    "map",
                    "shape",
                    "ledger",
                    "store",
                    "lineage",
                    "attest",
                    "audit",
                    "authenticate",
                    "trail",
                    "links",
                    "catalog"),
            List.of("tlog", "dcat"),
            List.of("canonical"),
            List.of("vocab", "access", "wire"),
            List.of("receipt"));

    /** A part that only some rooms may touch. */
    record Fence(String what, String[] packages, String[] mayTouch) {}

    static Stream<String> rooms() {
        return FLOORS.stream().flatMap(List::stream);
    }

    static Stream<Fence> fences() {
        return Stream.of(
                new Fence("Javalin", in("io.javalin.."), in("dev.whence.serve..")),
                new Fence("Fuseki", in("org.apache.jena.fuseki.."), in("dev.whence.serve..")),
                new Fence(
                        "TDB2",
                        in("org.apache.jena.tdb2..", "org.apache.jena.dboe.."),
                        in("dev.whence.store..", "dev.whence.serve.sparql..")),
                new Fence("the SHACL engine", in("org.topbraid.."), in("dev.whence.shape..")),
                new Fence(
                        "tokens and slow hashes",
                        in("com.nimbusds..", "org.bouncycastle.."),
                        in("dev.whence.authenticate..")),
                new Fence("picocli", in("picocli.."), in("dev.whence.app..")),
                new Fence("JSON Schema", in("com.networknt.."), in("dev.whence.validate..")));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void a_room_sees_only_the_floors_below_it(String room) {
        String[] forbidden = FLOORS.stream()
                .takeWhile(floor -> !floor.contains(room))
                .flatMap(List::stream)
                .map(above -> "dev.whence." + above + "..")
                .toArray(String[]::new);
        String[] neighbours = FLOORS.stream()
                .filter(floor -> floor.contains(room))
                .flatMap(List::stream)
                .filter(neighbour -> !neighbour.equals(room))
                .map(neighbour -> "dev.whence." + neighbour + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.whence." + room + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(forbidden).or(resideInAnyPackage(neighbours)))
                .allowEmptyShould(true)
                .check(WHENCE);
    }

    @ParameterizedTest
    @MethodSource("fences")
    void a_part_stays_behind_its_fence(Fence fence) {
        noClasses()
                .that()
                .resideOutsideOfPackages(fence.mayTouch())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(fence.packages())
                .check(WHENCE);
    }

    /** Whoever answers others sees with their eyes; only where no rights are configured, everybody sees everything. */
    @Test
    void what_serves_cannot_see_more_than_its_caller() {
        noClasses()
                .that()
                .resideInAPackage("dev.whence.serve..")
                .and()
                .doNotHaveFullyQualifiedName("dev.whence.serve.Caller")
                .should()
                .accessField(Sight.class, "ALL")
                .check(WHENCE);
    }

    @Test
    void the_values_need_the_jdk_alone() {
        noClasses()
                .that()
                .resideInAPackage("dev.whence.receipt..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("dev.whence.receipt..", "java..", "org.jspecify..")
                .check(WHENCE);
    }

    @Test
    void the_pure_stations_touch_no_files() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.whence.receipt..",
                        "dev.whence.vocab..",
                        "dev.whence.canonical..",
                        "dev.whence.map..",
                        "dev.whence.lineage..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.File")
                .check(WHENCE);
    }

    @Test
    void a_client_knows_only_the_values() {
        noClasses()
                .that()
                .resideInAPackage("dev.whence.client..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.whence..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                resideInAnyPackage("dev.whence.client..", "dev.whence.receipt.."))))
                .allowEmptyShould(true)
                .check(WHENCE);
    }

    /** What it checks with must not be what it checks. */
    @Test
    void the_checker_shares_nothing_with_the_writer_but_hashing_and_the_public_formats() {
        noClasses()
                .that()
                .resideInAPackage("dev.whence.audit..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.whence..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage(
                                "dev.whence.audit..",
                                "dev.whence.tlog..",
                                "dev.whence.canonical..",
                                "dev.whence.receipt.."))))
                .check(WHENCE);
    }

    @Test
    void there_are_no_cycles() {
        slices().matching("dev.whence.(**)").should().beFreeOfCycles().check(WHENCE);
    }

    private static String[] in(String... packages) {
        return packages;
    }
}
