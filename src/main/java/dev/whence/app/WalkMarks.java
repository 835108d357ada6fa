package dev.whence.app;

import dev.whence.access.Sight;
import dev.whence.query.walk.Mark;
import dev.whence.query.walk.Marks;
import dev.whence.receipt.Verdict.Word;
import dev.whence.receive.AttachmentMarks;
import dev.whence.receive.Erasures;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets walks show what came of checking attachments, and of whose makers the receipts were erased. */
final class WalkMarks implements Marks {
    private final AttachmentMarks attachments;
    private final Erasures erasures;

    WalkMarks(AttachmentMarks attachments, Erasures erasures) {
        this.attachments = attachments;
        this.erasures = erasures;
    }

    @Override
    public boolean isMakerErased(List<String> iris, Sight sight) {
        return erasures.hasErasedMaker(iris, sight::sees);
    }

    @Override
    public Optional<Mark> of(long sequence, long size, Sight sight) {
        Set<Word> words = attachments.words(sequence, size, sight);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        if (words.contains(Word.FAILED)) {
            return Optional.of(Mark.FAILED);
        }
        return Optional.of(words.contains(Word.VERIFIED) ? Mark.VERIFIED : Mark.UNKNOWN);
    }
}
