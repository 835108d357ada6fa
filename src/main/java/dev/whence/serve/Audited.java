package dev.whence.serve;

import dev.whence.access.Decision;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import jakarta.servlet.ServletRequest;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What the audit trail will say of a request: whoever answers it tells what it was, what it was about, and by which rule it
 * was allowed or denied. One a request; for use by the threads that answer it, one after the other.
 */
public final class Audited {
    private static final String ATTRIBUTE = "dev.whence.audited";

    private final BooleanSupplier reserve;
    private String operation = "unrouted";
    private String rule = "route:open";
    private Optional<String> target = Optional.empty();
    private boolean isTargetInPath = true;
    private boolean denied;
    private boolean reserved;

    Audited(BooleanSupplier reserve) {
        this.reserve = reserve;
    }

    /** Of a request; where no trail is kept, what is told is dropped. */
    public static Audited of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Audited audited ? audited : new Audited(() -> true);
    }

    void put(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The id of the route or operation. */
    public void operation(String id) {
        operation = id;
    }

    /** What was decided. A denial stands, whatever is decided later. */
    public void decided(Decision decision) {
        if (decision.allowed() && !denied) {
            rule = decision.rule();
        } else if (!decision.allowed()) {
            denied(decision.rule());
        }
    }

    /** That it was denied, by a rule such as {@code rights:other-organisation}; however the answer puts it. */
    public void denied(String by) {
        denied = true;
        rule = by;
    }

    /** That it was refused by who asks, whoever found that out; a denial that was told before stands. */
    void refused(ProblemType problem) {
        if (!denied && (problem == ProblemType.UNAUTHENTICATED || problem == ProblemType.FORBIDDEN)) {
            denied("refused:" + problem.slug());
        }
    }

    /** The thing that it was about, where the path alone does not say. Shown in the trail only if the answer is good. */
    public void target(String thing) {
        target = Optional.of(thing);
        isTargetInPath = false;
    }

    /** That it is about nothing in particular: the path has no name in it. */
    void withoutTarget() {
        isTargetInPath = false;
    }

    /**
     * To be called before anything is changed: what could not be recorded is not done.
     *
     * @throws RefusedException where the trail cannot take it now
     */
    public void beginWrite() throws RefusedException {
        if (!reserved && !reserve.getAsBoolean()) {
            throw new RefusedException(
                    ProblemType.UNAVAILABLE,
                    "The audit trail cannot be written now, so nothing is changed; send this again later.");
        }
        reserved = true;
    }

    String operation() {
        return operation;
    }

    String rule() {
        return rule;
    }

    Optional<String> target() {
        return target;
    }

    boolean isTargetInPath() {
        return isTargetInPath;
    }

    boolean isDenied() {
        return denied;
    }

    boolean isReserved() {
        return reserved;
    }
}
