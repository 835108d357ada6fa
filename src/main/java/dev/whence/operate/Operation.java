package dev.whence.operate;

/** A declared operation with what does it. */
public record Operation(Declaration declaration, Work work) {
    public Operation {
        if (declaration.writes() != work instanceof Work.Writing) {
            throw new IllegalArgumentException(
                    declaration.id() + " declares " + declaration.sideEffect().word() + " and is not made so");
        }
    }

    public String id() {
        return declaration.id();
    }
}
