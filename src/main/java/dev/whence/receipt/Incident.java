package dev.whence.receipt;

import java.time.Instant;
import java.util.Optional;

/**
 * An incident of the orchestration protocol ({@code IncidentEvent}): something went wrong with an event, a run or a
 * thing. It tells of no run of its own.
 *
 * @param eventId the event that it is about
 * @param runId the run that it is about, where {@code evidence} names one
 * @param category what sort of thing went wrong, in the sender's word
 * @param severity how bad it is, in the sender's word
 * @param actor who was involved
 * @param moduleId which module was involved
 * @param concerned the things that it is about, as far as {@code evidence} names them
 * @param supersedes the earlier report that this one replaces, for one whose remediation went on
 */
public record Incident(
        String incidentId,
        Optional<String> eventId,
        Optional<String> runId,
        Instant timestamp,
        String category,
        String severity,
        Optional<String> actor,
        Optional<String> moduleId,
        Optional<String> policyBindingId,
        String description,
        References concerned,
        Optional<Remediation> remediation,
        Optional<String> supersedes)
        implements Receipt {

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.INCIDENT;
    }

    @Override
    public boolean tellsOfRun() {
        return false;
    }

    @Override
    public String subject() {
        return incidentId;
    }

    @Override
    public Optional<String> principal() {
        return actor;
    }

    /** What is to be done, and what was. */
    public record Remediation(
            String recommendedAction,
            Optional<String> appliedAction,
            Optional<String> approvedBy,
            Optional<Instant> timestamp) {}
}
