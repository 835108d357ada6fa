package dev.whence.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a listener is told. */
final class Heard implements SpoolListener {
    final List<Refusal> refusals = new CopyOnWriteArrayList<>();
    final List<String> reasons = new CopyOnWriteArrayList<>();

    @Override
    public void refused(String path, Refusal refusal) {
        refusals.add(refusal);
    }

    @Override
    public void waiting(String reason, int messages) {
        reasons.add(reason);
    }
}
