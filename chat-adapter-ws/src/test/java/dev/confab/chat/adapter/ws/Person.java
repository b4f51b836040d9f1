package dev.confab.chat.adapter.ws;

import dev.confab.chat.application.account.TokenPair;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;

/** A user with a log-in on a test server. */
record Person(TestServer server, User user, TokenPair tokens) {

    UserId id() {
        return user.id();
    }

    /** Opens a socket without reading its first frame. */
    Client dial() {
        return Client.dial(server.uri("/api/v1/chat/ws/"), tokens.access());
    }

    /** Opens a socket and reads {@code ready}. */
    Client connect() {
        var client = dial();
        client.next("ready");
        return client;
    }

    /** Opens a socket as {@link #connect} does, with {@code host} as the name of the server. */
    Client connectTo(String host) {
        var client = Client.dial(Upgrade.of(server).host(host).as(this));
        client.next("ready");
        return client;
    }

    /** Returns the same user with another log-in. */
    Person onAnotherDevice() {
        return new Person(server, user, server.logIn(user));
    }
}
