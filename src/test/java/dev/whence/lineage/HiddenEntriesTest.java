package dev.whence.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.access.Sight;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.LineageFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who does not see some entries gets the answers of an index that never got them: to the order, the limits and the marks.
 * Places, bytes, runs and versions are few here, so that hidden and seen entries speak of the same things all the time.
 */
class HiddenEntriesTest {
    private static final int ENTRIES = 40;

    private final Story story = new Story();
    private final List<Long> replaced = new ArrayList<>();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 25);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_hidden_is_as_if_it_had_never_come(long seed) {
        Random random = new Random(seed);
        tellAll(random);
        Sight sight = sight(random);
        LineageSnapshot pruned = without(sight).snapshot();
        LineageSnapshot seen = story.index.snapshot().seenBy(sight);
        for (int size : new int[] {ENTRIES, 1 + random.nextInt(ENTRIES), random.nextInt(10)}) {
            compare("seed " + seed + " as of " + size, seen.asOf(size), pruned.asOf(size), sight, random);
        }
    }

    /** Erased entries keep their places and replace what they replaced; what they said is gone for whoever asks. */
    @ParameterizedTest
    @MethodSource("seeds")
    void an_index_that_erased_entries_answers_as_one_that_is_made_anew_without_them(long seed) {
        Random random = new Random(seed);
        tellAll(random);
        Sight kept = sight(random);
        Sight sight = random.nextBoolean() ? Sight.ALL : sight(random);
        LineageIndex anew = new LineageIndex(Story.IRIS);
        List<Long> erased = new ArrayList<>();
        for (Statement statement : story.statements) {
            boolean stays = kept.sees(statement.sequence());
            anew.add(stays ? statement : statement.erased());
            if (!stays) {
                erased.add(statement.sequence());
            }
        }
        // Not all at once, as people ask.
        story.index.erase(erased.subList(0, erased.size() / 2));
        story.index.erase(erased.subList(erased.size() / 2, erased.size()));
        LineageSnapshot live = story.index.snapshot().seenBy(sight);
        LineageSnapshot made = anew.snapshot().seenBy(sight);
        for (int size : new int[] {ENTRIES, 1 + random.nextInt(ENTRIES)}) {
            compareErased("seed " + seed + " as of " + size, live.asOf(size), made.asOf(size));
        }
    }

    private void compareErased(String as, LineageSnapshot live, LineageSnapshot made) {
        Answers answers = new Answers(live);
        Answers expected = new Answers(made);
        for (long sequence = 0; sequence < live.size(); sequence++) {
            assertThat(answers.ofEntry(sequence))
                    .as("%s, entry %d", as, sequence)
                    .isEqualTo(expected.ofEntry(sequence));
        }
        for (String iri : iris()) {
            assertThat(answers.of(iri)).as("%s, %s", as, iri).isEqualTo(expected.of(iri));
            Optional<Subject> subject = live.find(iri);
            if (subject.isPresent()) {
                Subject same = made.find(iri).orElseThrow();
                for (WalkOptions way : Answers.ways()) {
                    assertThat(answers.of(live.walk(subject.get(), way)))
                            .as("%s, %s %s", as, iri, way)
                            .isEqualTo(expected.of(made.walk(same, way)));
                }
            }
        }
    }

    @Test
    void a_cut_by_policy_is_the_same_for_one_hidden_entry_and_for_many() {
        story.run("make").used("raw@1").made("mid@2").tell();
        story.run("use").used("mid@2").made("out@3").tell();
        for (int i = 0; i < 50; i++) {
            story.run("hidden" + i).used("secret" + i + "@" + i).made("mid@2").tell();
        }
        Subject out = story.find("out@3");
        WalkOptions up = WalkOptions.of(Direction.UP);
        Sight first = sequence -> sequence < 2;
        Sight but = sequence -> sequence != 51;
        Walk many = story.index.snapshot().seenBy(first).walk(out, up);
        Walk one = story.index.snapshot().asOf(3).seenBy(first).walk(out, up);
        assertThat(many.cuts()).containsExactly(Cut.POLICY).isEqualTo(one.cuts());
        assertThat(many.nodes()).isEqualTo(one.nodes());
        assertThat(many.edges()).isEqualTo(one.edges());
        assertThat(story.index.snapshot().seenBy(but).walk(out, up).cuts()).containsExactly(Cut.POLICY);
    }

    @Test
    void who_sees_everything_entry_by_entry_gets_the_answers_of_who_stands_above_rights() {
        tellAll(new Random(7));
        LineageSnapshot all = story.index.snapshot();
        compare("all", all.seenBy(sequence -> true), all, Sight.ALL, new Random(7));
    }

    private void compare(String as, LineageSnapshot seen, LineageSnapshot pruned, Sight sight, Random random) {
        Answers answers = new Answers(seen);
        Answers expected = new Answers(pruned);
        for (long sequence = 0; sequence < seen.size(); sequence++) {
            assertThat(answers.ofEntry(sequence))
                    .as("%s, entry %d", as, sequence)
                    .isEqualTo(expected.ofEntry(sequence));
        }
        PolicyOracle oracle = new PolicyOracle(story.statements.subList(0, (int) seen.size()), sight);
        DatasetVersionId id = new DatasetVersionId(Optional.empty(), "v1");
        assertThat(answers.versionsWithId(id)).as(as).isEqualTo(expected.versionsWithId(id));
        for (String iri : iris()) {
            assertThat(answers.of(iri)).as("%s, %s", as, iri).isEqualTo(expected.of(iri));
            List<WalkOptions> ways = Answers.ways();
            Collections.shuffle(ways, random);
            Optional<Subject> subject = seen.find(iri);
            if (subject.isPresent()) {
                Subject same = pruned.find(iri).orElseThrow();
                for (WalkOptions way : ways.subList(0, 8)) {
                    Walk walk = seen.walk(subject.get(), way);
                    Walk other = pruned.walk(same, way);
                    String what = as + ", " + iri + " " + way;
                    assertThat(answers.of(walk)).as(what).isEqualTo(expected.of(other));
                    checkNamesAreSeen(what, walk, sight);
                    oracle.check(what, walk, seen, way);
                }
            }
        }
    }

    /** What names a node or an edge is an entry that the caller may read. */
    private static void checkNamesAreSeen(String as, Walk walk, Sight sight) {
        assertThat(walk.nodes()).as(as).allMatch(node -> sight.sees(node.sequence()));
        assertThat(walk.edges())
                .as(as)
                .allMatch(edge ->
                        edge.sequence().isEmpty() || sight.sees(edge.sequence().getAsLong()));
    }

    private LineageIndex without(Sight sight) {
        LineageIndex pruned = new LineageIndex(Story.IRIS);
        for (Statement statement : story.statements) {
            if (sight.sees(statement.sequence())) {
                boolean known = statement.supersedes() >= 0 && sight.sees(statement.supersedes());
                pruned.add(new Statement(
                        statement.sequence(),
                        statement.recordedAt(),
                        statement.time(),
                        known ? statement.supersedes() : Statement.NOTHING,
                        statement.subjects(),
                        statement.members()));
            } else {
                pruned.skip(statement.sequence(), Story.recordedAt(statement.sequence()));
            }
        }
        return pruned;
    }

    /** Hides some here and there, or all that is old, or all that is new. */
    private static Sight sight(Random random) {
        int share = 1 + random.nextInt(9);
        int edge = random.nextInt(ENTRIES);
        Set<Long> hidden = LongStream.range(0, ENTRIES)
                .filter(sequence -> switch (share % 3) {
                    case 0 -> sequence < edge;
                    case 1 -> random.nextInt(10) < share;
                    default -> sequence > edge || random.nextInt(10) < share;
                })
                .boxed()
                .collect(Collectors.toSet());
        return sequence -> !hidden.contains(sequence);
    }

    private Set<String> iris() {
        Set<String> iris = new LinkedHashSet<>();
        for (LineageFacts facts : story.told) {
            iris.add(facts.receipt());
            facts.run().ifPresent(iris::add);
            facts.datasetVersion().ifPresent(iris::add);
            List.of(facts.used(), facts.generated())
                    .forEach(things -> things.forEach(thing -> {
                        iris.add(thing.iri());
                        thing.content().ifPresent(iris::add);
                        thing.location().ifPresent(iris::add);
                    }));
            facts.derivations()
                    .forEach(pair -> iris.addAll(
                            List.of(pair.derived().iri(), pair.source().iri())));
        }
        return iris;
    }

    private void tellAll(Random random) {
        for (int i = 0; i < ENTRIES; i++) {
            Story.Entry entry =
                    story.run("r" + random.nextInt(25)).used(words(random)).made(words(random));
            IntStream.range(0, random.nextInt(3) / 2).forEach(any -> entry.stating(word(random), word(random)));
            if (random.nextBoolean()) {
                entry.at(random.nextInt(12));
            }
            if (random.nextInt(3) == 0) {
                entry.of(Story.IRIS.datasetVersion(
                        "default", new DatasetVersionId(Optional.of("d" + random.nextInt(3)), "v1")));
            }
            long target = random.nextInt(i + 1);
            if (random.nextInt(4) == 0 && target < i && !replaced.contains(target)) {
                replaced.add(target);
                entry.superseding(target);
            }
            entry.tell();
        }
    }

    private static String[] words(Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(any -> word(random))
                .distinct()
                .toArray(String[]::new);
    }

    /** Bytes at a place for the most part; sometimes only one of the two, sometimes a thing by its id. */
    private static String word(Random random) {
        String place = "p" + random.nextInt(8);
        String bytes = "@" + random.nextInt(6);
        String id = "#" + random.nextInt(3);
        return switch (random.nextInt(10)) {
            case 0 -> place;
            case 1 -> bytes;
            case 2 -> id;
            case 3 -> id + bytes;
            default -> place + bytes;
        };
    }
}
