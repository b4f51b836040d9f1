package dev.confab.chat.adapter.rest;

import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.UserId;
import io.javalin.http.Context;

/** A request of a staff member or a service. A malformed id in the path is reported as not found. */
final class AdminRequest extends ApiRequest {

    private final Administrator administrator;

    AdminRequest(Context context, Terms terms, RateLimiter.RequestQuota quota, Administrator administrator) {
        super(context, terms, quota);
        this.administrator = administrator;
    }

    Administrator administrator() {
        return administrator;
    }

    UserId user() {
        return UserId.parse(path("user"));
    }

    RoomId room() {
        return RoomId.parse(path("room"));
    }

    MessageId message() {
        return MessageId.parse(path("message"));
    }
}
