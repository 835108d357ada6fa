package dev.whence.operate;

import dev.whence.access.Decision;

/** Told of every call of an operation, allowed or not, when it is over. Must be safe for use by several threads. */
@FunctionalInterface
public interface Audit {
    Audit ELSEWHERE = (declaration, caller, decision, status) -> {};

    /** @param status as over HTTP */
    void done(Declaration declaration, Invocation.Caller caller, Decision decision, int status);
}
