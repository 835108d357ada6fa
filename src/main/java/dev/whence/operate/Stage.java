package dev.whence.operate;

/** The stages of an operation, in their order. Reading operations skip those of provenance. */
public enum Stage {
    AUTHORISE,
    VALIDATE_INPUT,
    DOMAIN_CHECKS,
    OPEN_PROVENANCE,
    EXECUTE,
    VALIDATE_OUTPUT,
    SEAL_PROVENANCE,
    AUDIT;

    /** Told when a stage has gone well; what it throws ends the operation there, as a fault would. */
    @FunctionalInterface
    public interface Watch {
        Watch NOBODY = (stage, operation) -> {};

        void passed(Stage stage, String operation);
    }
}
