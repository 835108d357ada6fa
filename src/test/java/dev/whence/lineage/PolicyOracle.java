package dev.whence.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.access.Sight;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Says, by looking at every statement, of which entities something hidden leads on. */
final class PolicyOracle {
    private final List<Statement> told;
    private final Sight sight;
    private final Set<EntityKey> up;
    private final Set<EntityKey> down;
    private final Set<EntityKey> upWithSuperseded;
    private final Set<EntityKey> downWithSuperseded;

    PolicyOracle(List<Statement> told, Sight sight) {
        this.told = told;
        this.sight = sight;
        this.up = veiled(true, false);
        this.down = veiled(false, false);
        this.upWithSuperseded = veiled(true, true);
        this.downWithSuperseded = veiled(false, true);
    }

    /** A walk says so exactly where it is so; one that ended at a limit may not have come there. */
    void check(String as, Walk walk, LineageSnapshot seen, WalkOptions way) {
        boolean told = walk.cuts().contains(Cut.POLICY);
        if (way.direction() == Direction.BOTH) {
            return;
        }
        Set<EntityKey> veiled = way.direction() == Direction.UP
                ? (way.includeSuperseded() ? upWithSuperseded : up)
                : (way.includeSuperseded() ? downWithSuperseded : down);
        boolean is = walk.nodes().stream().anyMatch(node -> veiled.contains(seen.key(node.entity())));
        if (walk.cuts().contains(Cut.LIMIT)) {
            assertThat(!told || is).as(as).isTrue();
        } else {
            assertThat(told).as(as).isEqualTo(is);
        }
    }

    private Set<EntityKey> veiled(boolean upwards, boolean superseded) {
        List<Statement> seen =
                told.stream().filter(one -> sight.sees(one.sequence())).toList();
        Set<EntityKey> veiled = new HashSet<>();
        for (Statement hidden : told) {
            if (sight.sees(hidden.sequence()) || !(superseded || stands(hidden, told))) {
                continue;
            }
            veiled.addAll(near(hidden, upwards));
            hidden.members().derivations().forEach(pair -> veiled.add(upwards ? pair.derived() : pair.source()));
            seen.stream()
                    .filter(one -> superseded || stands(one, seen))
                    .filter(one ->
                            sameRun(one, hidden) && !near(hidden, !upwards).isEmpty())
                    .forEach(one -> veiled.addAll(near(one, upwards)));
        }
        told.stream()
                .flatMap(PolicyOracle::mentioned)
                .filter(one -> veiled.stream().anyMatch(other -> isOneThing(one, other)))
                .toList()
                .forEach(veiled::add);
        return veiled;
    }

    private static Stream<EntityKey> mentioned(Statement statement) {
        return Stream.concat(
                Stream.concat(statement.members().used().stream(), statement.members().generated().stream()),
                statement.members().derivations().stream().flatMap(pair -> Stream.of(pair.derived(), pair.source())));
    }

    private static boolean isOneThing(EntityKey one, EntityKey other) {
        Key name = one.location();
        return name != null && name.equals(name.as(NameKind.THING)) && name.equals(other.location());
    }

    private static List<EntityKey> near(Statement statement, boolean upwards) {
        return upwards ? statement.members().generated() : statement.members().used();
    }

    private static boolean stands(Statement one, List<Statement> among) {
        return among.stream().noneMatch(by -> by.supersedes() == one.sequence());
    }

    private static boolean sameRun(Statement one, Statement other) {
        return one.subjects() != null
                && other.subjects() != null
                && one.subjects().run() != null
                && one.subjects().run().equals(other.subjects().run());
    }
}
