package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.Uuids;
import dev.confab.chat.domain.room.RoomId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names of channels: one for each room, and one for all nodes, in the first part. */
record RedisChannels(String prefix, RedisTopology site) {

    private static final String ROOM = "room:";
    private static final String ALL = "nodes";

    int shardOf(@Nullable RoomId room) {
        return room == null ? 0 : Math.floorMod(room.value().hashCode(), site.shards());
    }

    /** @param room null for every node */
    String of(@Nullable RoomId room) {
        var start = prefix + site.tag(shardOf(room));
        return room == null ? start + ALL : start + ROOM + room;
    }

    /** The room of a channel; empty for the one for all nodes. */
    Optional<RoomId> room(String channel) {
        int start = channel.lastIndexOf(ROOM);
        return start < 0
                ? Optional.empty()
                : Uuids.parse(channel.substring(start + ROOM.length())).map(RoomId::new);
    }
}
