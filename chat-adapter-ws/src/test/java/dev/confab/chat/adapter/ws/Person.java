package dev.confab.chat.adapter.ws;

import dev.confab.chat.application.account.TokenPair;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;

/** A user with a log-in. */
record Person(TestServer server, User user, TokenPair tokens) {

    UserId id() {
        return user.id();
    }

    /** Opens a socket; its first frame is still to come. */
    Client dial() {
        return Client.dial(server.uri("/api/v1/chat/ws/"), tokens.access());
    }

    /** Opens a socket and takes {@code ready}. */
    Client connect() {
        var client = dial();
        client.next("ready");
        return client;
    }

    /** As {@link #connect}, to a server that is called {@code host}. */
    Client connectTo(String host) {
        var client = Client.dial(Upgrade.of(server).host(host).as(this));
        client.next("ready");
        return client;
    }

    /** The same person after another log-in. */
    Person onAnotherDevice() {
        return new Person(server, user, server.logIn(user));
    }
}
