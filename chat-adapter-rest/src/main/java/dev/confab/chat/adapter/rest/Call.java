package dev.confab.chat.adapter.rest;

import dev.confab.chat.application.account.Caller;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import io.javalin.http.Context;

/** An exchange with somebody who has proven who they are. An id in the path that is none names nothing: 404. */
final class Call extends Exchange {

    static final String ROOM = "/rooms/{room}";
    static final String MEMBER = ROOM + "/users/{member}";
    static final String IMAGE = "/images/{image}";
    static final String MESSAGE = ROOM + "/messages/{message}";

    private final Caller caller;

    Call(Context context, int maxBodyBytes, Throttle.Visit visit, Caller caller) {
        super(context, maxBodyBytes, visit);
        this.caller = caller;
    }

    Caller caller() {
        return caller;
    }

    UserId me() {
        return caller.user().id();
    }

    RoomId room() {
        return RoomId.parse(path("room"));
    }

    MembershipId member() {
        return MembershipId.parse(path("member"));
    }

    ImageId image() {
        return ImageId.parse(path("image"));
    }

    MessageId message() {
        return MessageId.parse(path("message"));
    }
}
