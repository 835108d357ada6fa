package dev.whence.ledger;

import java.util.Optional;

/** Another process, or another part of this one, writes this ledger. */
public final class LedgerInUseException extends LedgerException {
    private static final long serialVersionUID = 1;

    private final transient Optional<LedgerLock.Holder> holder;

    LedgerInUseException(Optional<LedgerLock.Holder> holder) {
        super(sentence(holder));
        this.holder = holder;
    }

    private static String sentence(Optional<LedgerLock.Holder> holder) {
        String who = holder.map(h -> "process " + h.pid()).orElse("another process");
        String instead = holder.flatMap(LedgerLock.Holder::url)
                .map(url -> "send to its server at " + url + " instead, or stop it first")
                .orElse("wait until it is done, or stop it first");
        return "This data folder has one writer, and " + who + " is it: " + instead + ".";
    }

    /** Who writes it, where they said so. */
    public Optional<LedgerLock.Holder> holder() {
        return holder;
    }
}
