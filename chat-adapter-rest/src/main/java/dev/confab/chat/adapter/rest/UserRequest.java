package dev.confab.chat.adapter.rest;

import dev.confab.chat.application.account.Caller;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.ReactionId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import io.javalin.http.Context;
import java.util.UUID;

/** A request of an authenticated user. A malformed id in the path is reported as not found. */
final class UserRequest extends ApiRequest {

    static final String ROOM = "/rooms/{room}";
    static final String MEMBER = ROOM + "/users/{member}";
    static final String IMAGE = "/images/{image}";
    static final String MESSAGE = ROOM + "/messages/{message}";

    private final Caller caller;

    UserRequest(Context context, Terms terms, RateLimiter.RequestQuota quota, Caller caller) {
        super(context, terms, quota);
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

    /** Returns what identifies a member: the id of the membership or of the user. */
    UUID member() {
        return MembershipId.parse(path("member")).value();
    }

    ImageId image() {
        return ImageId.parse(path("image"));
    }

    MessageId message() {
        return MessageId.parse(path("message"));
    }

    /** Reactions have addresses like messages. */
    ReactionId reaction() {
        return new ReactionId(message().value());
    }
}
