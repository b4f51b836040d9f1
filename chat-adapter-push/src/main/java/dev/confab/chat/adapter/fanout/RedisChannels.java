package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.Uuids;
import dev.confab.chat.domain.room.RoomId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names of the channels: one for each room, and one for all nodes, which is in the first shard. */
record RedisChannels(String prefix, RedisTopology topology) {

    private static final String ROOM = "room:";
    private static final String ALL = "nodes";

    int shardOf(@Nullable RoomId room) {
        return room == null ? 0 : Math.floorMod(room.value().hashCode(), topology.shards());
    }

    /** @param room null for the channel of all nodes */
    String of(@Nullable RoomId room) {
        var start = prefix + topology.tag(shardOf(room));
        return room == null ? start + ALL : start + ROOM + room;
    }

    /** Returns the room of a channel, or empty for the channel of all nodes. */
    Optional<RoomId> room(String channel) {
        int start = channel.lastIndexOf(ROOM);
        return start < 0
                ? Optional.empty()
                : Uuids.parse(channel.substring(start + ROOM.length())).map(RoomId::new);
    }
}
