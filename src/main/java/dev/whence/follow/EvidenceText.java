package dev.whence.follow;

import dev.whence.tlog.note.Checkpoint;

/** What stands in the README.md of a case: what happened, and how anybody can check it. */
final class EvidenceText {
    private static final String CHECK = """

            ## Check it

            Offline, with nothing but the log's verifier key:

            ```
            whence verify --evidence THIS-FOLDER --vkey KEY
            ```
            """;

    private EvidenceText() {}

    static String fork(Fork fork) {
        return "# A log that has signed two histories\n\n"
                + Evidence.sentence(fork) + "\n\n"
                + "| file | |\n|---|---|\n"
                + "| `ours` | the signed note that this follower had |\n"
                + "| `theirs` | the signed note that the log showed |\n"
                + "| `proof` | first line: the root that the larger tree had at the smaller size; then the hashes of an"
                + " RFC 6962 consistency proof from there to the larger tree |\n\n"
                + line("smaller", fork.earlier()) + line("larger", fork.later())
                + "\nBoth notes carry the log's signature. The proof leads from the first line's root to the larger"
                + " note's root, so that is what the larger tree begins with; the smaller note says that it begins"
                + " with something else. A log that only grows cannot sign both.\n"
                + CHECK
                + "\nBy hand: check both signatures (C2SP signed-note), then the proof with any RFC 6962 verifier:"
                + " sizes " + fork.earlier().size() + " and " + fork.later().size() + ", roots "
                + fork.rootThen().base64() + " and " + fork.later().root().base64() + ". It must hold, and the first of"
                + " these roots must differ from the smaller note's.\n"
                + whatNow();
    }

    static String brokenEntry(BrokenEntry entry, String rule) {
        return "# A log that has signed a broken entry\n\n"
                + Evidence.sentence(entry.checkpoint(), entry.entry().sequence(), rule) + "\n\n"
                + "| file | |\n|---|---|\n"
                + "| `theirs` | the signed note that the log showed |\n"
                + "| `entry`, `entry-before` | the bytes of the entry, and of the one before it |\n"
                + "| `payload` | the entry's payload, where that is what is wrong |\n"
                + "| `inclusion`, `inclusion-before` | sequence number, and the hashes of an RFC 6962 inclusion"
                + " proof |\n\n"
                + line("signed", entry.checkpoint())
                + CHECK + whatNow();
    }

    static String unproved(String reason) {
        return "# What a log served does not fit, and no signature shows why\n\n" + reason + "\n\n"
                + "The same came each time that it was asked for. A broken cache, proxy or disk on the way can do this,"
                + " and so can a log that hides what it has signed: from here they look the same, so this proves"
                + " nothing to others.\n\n"
                + "| file | |\n|---|---|\n"
                + "| `ours` | the signed note that this follower had, if it had one |\n"
                + "| `theirs` | the signed note that the log showed |\n"
                + whatNow();
    }

    private static String line(String which, Checkpoint checkpoint) {
        return "- " + which + ": size " + checkpoint.size() + ", root `"
                + checkpoint.root().base64() + "`, origin `" + checkpoint.origin() + "`\n";
    }

    private static String whatNow() {
        return "\n## What now\n\nThis follower takes nothing more from the log, also after a restart; what it has is"
                + " whole and is served on. Show this folder to others who follow the log, and to who runs it. To go"
                + " on following, start it once with `--forget-evidence`: the folder is set aside, not deleted.\n";
    }
}
