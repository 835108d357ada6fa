package dev.whence.query.walk;

import dev.whence.lineage.Direction;
import dev.whence.lineage.WalkOptions;
import dev.whence.query.Asker;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller asks.
 *
 * @param thing a run id, URI, digest, IRI, dataset version, receipt id or receipt path; see {@link ThingResolver}
 * @param asker whose names are meant, and what the answer may tell
 * @param asOf a ledger size or a time
 */
public record LineageRequest(String thing, Asker asker, Optional<AsOf> asOf, WalkOptions options) {
    private static final Map<String, Direction> DIRECTIONS =
            Map.of("up", Direction.UP, "down", Direction.DOWN, "both", Direction.BOTH);

    /** As of now. */
    public static LineageRequest of(String thing, Asker asker, WalkOptions options) {
        return new LineageRequest(thing, asker, Optional.empty(), options);
    }

    /**
     * Reads the words of a query string or a command line.
     *
     * @throws RefusedException with every word that cannot be read
     */
    public static LineageRequest parse(
            String thing, Asker asker, String direction, String depth, Optional<String> asOf, boolean includeSuperseded)
            throws RefusedException {
        List<Violation> violations = new ArrayList<>();
        Optional<Direction> way = Optional.ofNullable(DIRECTIONS.get(direction.toLowerCase(Locale.ROOT)));
        if (way.isEmpty()) {
            violations.add(new Violation("/direction", "lineage:direction", "A direction is up, down or both."));
        }
        Optional<Integer> generations = depth(depth);
        if (generations.isEmpty()) {
            violations.add(new Violation(
                    "/depth", "lineage:depth", "A depth is a number from 1 to " + WalkOptions.GREATEST_DEPTH + "."));
        }
        Optional<AsOf> moment = asOf.flatMap(AsOf::parse);
        if (asOf.isPresent() && moment.isEmpty()) {
            violations.add(new Violation("/asOf", "lineage:as-of", AsOf.ADVICE));
        }
        if (!violations.isEmpty()) {
            throw new RefusedException(
                    Problem.of(ProblemType.BAD_REQUEST, "The walk cannot be understood.", violations));
        }
        WalkOptions options = WalkOptions.of(way.orElseThrow()).withDepth(generations.orElseThrow());
        return new LineageRequest(thing, asker, moment, includeSuperseded ? options.withSuperseded() : options);
    }

    private static Optional<Integer> depth(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,3}"))
                .map(Integer::parseInt)
                .filter(depth -> depth >= 1 && depth <= WalkOptions.GREATEST_DEPTH);
    }
}
