package dev.whence.harvest;

import dev.whence.harvest.read.SourceKind;
import java.util.List;
import java.util.Optional;

/**
 * What came of a harvest.
 *
 * @param kind of source; absent where its first document could not be had
 * @param found records that the source has
 * @param accepted that are new here, or new versions
 * @param repeated that were here before, by their bytes
 * @param unchanged that were not handed in, as they say what they said before
 * @param withdrawn that the source has no more
 * @param documents that came
 * @param spared documents that did not need to come
 * @param requests that were made
 * @param bytes that came over the wire
 * @param refusals of records, each with its reasons
 * @param troubles with documents and links, and why the harvest ended before its end
 * @param isComplete whether every document was read
 */
public record HarvestReport(
        Optional<SourceKind> kind,
        int found,
        int accepted,
        int repeated,
        int unchanged,
        int withdrawn,
        int documents,
        int spared,
        int requests,
        long bytes,
        List<Refusal> refusals,
        List<String> troubles,
        boolean isComplete) {
    public HarvestReport {
        refusals = List.copyOf(refusals);
        troubles = List.copyOf(troubles);
    }

    /**
     * A record that was not taken.
     *
     * @param place where it stood
     * @param reasons in lines: a sentence, then every broken rule
     */
    public record Refusal(String id, String place, List<String> reasons) {
        public Refusal {
            reasons = List.copyOf(reasons);
        }
    }

    /** Whether there is nothing that somebody should look at. */
    public boolean isGood() {
        return isComplete && refusals.isEmpty() && troubles.isEmpty();
    }
}
