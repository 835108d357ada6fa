package dev.whence.app;

import dev.whence.follow.Follower;
import dev.whence.receive.ReadingRoom;
import java.io.IOException;

/** Lets index and graph go after a log that grows by following. */
record FollowedRoom(ReadingRoom room, DataFolder folder) implements Follower.Grown {
    @Override
    public void entries() {
        room.advance();
    }

    @Override
    public void payloads() throws IOException {
        folder.markOutdated();
    }
}
