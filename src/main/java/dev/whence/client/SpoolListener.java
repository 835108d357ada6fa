package dev.whence.client;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what becomes of what was told, from the courier's thread; must not wait for it. */
public interface SpoolListener {
    /** Writes to the log. */
    SpoolListener LOG = new SpoolListener() {
        private static final Logger log = LoggerFactory.getLogger(SpoolListener.class);

        @Override
        public void refused(String path, Refusal refusal) {
            log.error("{} was refused and set aside: {} {}", path, refusal.status(), refusal.detail());
        }

        @Override
        public void waiting(String reason, int messages) {
            log.warn("{} messages wait in the spool: {}", messages, reason);
        }
    };

    /** The server refused something for good; it lies in {@code refused.jsonl}. */
    void refused(String path, Refusal refusal);

    /** The server does not take anything now; told once for each new reason. */
    void waiting(String reason, int messages);
}
