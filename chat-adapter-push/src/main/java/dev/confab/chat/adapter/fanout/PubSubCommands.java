package dev.confab.chat.adapter.fanout;

import redis.clients.jedis.Protocol.Command;

/** The commands and reply names of Redis publish and subscribe, for a single server or for the shards of a cluster. */
record PubSubCommands(
        Command publish,
        Command subscribe,
        Command unsubscribe,
        String subscribedReply,
        String unsubscribedReply,
        String messageReply) {

    static final PubSubCommands SINGLE = new PubSubCommands(
            Command.PUBLISH, Command.SUBSCRIBE, Command.UNSUBSCRIBE, "subscribe", "unsubscribe", "message");

    static final PubSubCommands SHARDED = new PubSubCommands(
            Command.SPUBLISH, Command.SSUBSCRIBE, Command.SUNSUBSCRIBE, "ssubscribe", "sunsubscribe", "smessage");
}
