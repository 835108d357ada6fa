package dev.whence.receive;

/** Told how much time each station took; metrics and benchmarks listen. */
public interface StationClock {
    /** Listens to nobody and costs nothing. */
    StationClock NONE = new StationClock() {
        @Override
        public long now() {
            return 0;
        }

        @Override
        public void took(Station station, long nanos) {}
    };

    /** Nanoseconds of whatever this clock counts; only differences mean something. */
    long now();

    void took(Station station, long nanos);

    /**
     * Notes the time since a moment.
     *
     * @return the moment now
     */
    default long lap(Station station, long since) {
        long now = now();
        took(station, now - since);
        return now;
    }
}
