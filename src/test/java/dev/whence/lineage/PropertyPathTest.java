package dev.whence.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.receipt.LineageFacts;
import dev.whence.receipt.LineageFacts.Thing;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks lead where {@code (prov:wasGeneratedBy/prov:used|prov:wasDerivedFrom)+} leads, on graphs of every shape. */
class PropertyPathTest {
    private static final WalkOptions.Limits WIDE = new WalkOptions.Limits(1_000_000, 1_000_000, 1_000_000);

    private final Story story = new Story();

    /** The path, taken naively: by name, over everything that was told. */
    private static final class Oracle {
        private final Map<String, Set<String>> up = new HashMap<>();
        private final Map<String, Set<String>> down = new HashMap<>();

        Oracle(Iterable<LineageFacts> told) {
            Map<String, Set<String>> used = new HashMap<>();
            for (LineageFacts facts : told) {
                facts.used()
                        .forEach(thing -> set(used, facts.run().orElseThrow()).add(thing.iri()));
                facts.derivations()
                        .forEach(
                                pair -> edge(pair.derived().iri(), pair.source().iri()));
            }
            for (LineageFacts facts : told) {
                for (Thing generated : facts.generated()) {
                    set(used, facts.run().orElseThrow()).forEach(source -> edge(generated.iri(), source));
                }
            }
        }

        private void edge(String derived, String source) {
            set(up, derived).add(source);
            set(down, source).add(derived);
        }

        private static Set<String> set(Map<String, Set<String>> map, String key) {
            return map.computeIfAbsent(key, name -> new HashSet<>());
        }

        Set<String> closure(String root, Direction direction) {
            Map<String, Set<String>> next = direction == Direction.UP ? up : down;
            Set<String> reached = new TreeSet<>();
            Deque<String> open = new ArrayDeque<>(Set.of(root));
            while (!open.isEmpty()) {
                for (String far : next.getOrDefault(open.pop(), Set.of())) {
                    if (reached.add(far)) {
                        open.push(far);
                    }
                }
            }
            reached.remove(root);
            return reached;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void leads_where_the_path_leads(long seed) {
        Random random = new Random(seed);
        boolean cycles = seed % 2 == 0;
        for (int i = 0; i < 150; i++) {
            tell(random, i, cycles);
        }
        Oracle oracle = new Oracle(story.told);
        for (String word : words(random)) {
            for (Direction direction : new Direction[] {Direction.UP, Direction.DOWN}) {
                assertThat(walked(word, direction, 50))
                        .as("seed %d, %s of %s", seed, direction, word)
                        .isEqualTo(oracle.closure(Story.thing(word).iri(), direction));
            }
        }
    }

    /** Files 0–9 are hubs; with cycles anything may be written again from what came of it. */
    private void tell(Random random, int number, boolean cycles) {
        int files = cycles ? 80 : 10 + number;
        String[] inputs = random.ints(1 + random.nextInt(3), 0, files)
                .mapToObj(this::word)
                .toArray(String[]::new);
        String hub = word(random.nextInt(10));
        Story.Entry entry = story.run("r" + (cycles ? random.nextInt(120) : number));
        String[] used = Stream.concat(Arrays.stream(inputs), Stream.of(hub)).toArray(String[]::new);
        String output = word(cycles ? random.nextInt(80) : 10 + number);
        entry.used(used).made(output);
        if (random.nextInt(4) == 0) {
            entry.stating(output, word(random.nextInt(cycles ? 80 : 10 + number)));
        }
        entry.tell();
    }

    private String word(int file) {
        return "file-" + file + "@content-" + file;
    }

    private Set<String> words(Random random) {
        return random.ints(40, 0, 80)
                .mapToObj(this::word)
                .filter(word ->
                        story.index.snapshot().find(Story.thing(word).iri()).isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> walked(String word, Direction direction, int depth) {
        WalkOptions options = WalkOptions.of(direction).withDepth(depth).withLimits(WIDE);
        Walk walk = story.walk(word, options);
        assertThat(walk.cuts()).isSubsetOf(Cut.DEPTH);
        NodeNames names = story.names();
        return walk.nodes().stream()
                .filter(node -> node.depth() > 0)
                .map(node -> names.thing(node.entity(), node.sequence()).iri())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
