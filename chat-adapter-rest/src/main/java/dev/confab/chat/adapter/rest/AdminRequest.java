package dev.confab.chat.adapter.rest;

import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.UserId;
import io.javalin.http.Context;

/** An exchange with somebody of the staff, or with a service. An id in the path that is none names nothing: 404. */
final class AdminRequest extends ApiRequest {

    private final Administrator administrator;

    AdminRequest(Context context, Terms terms, RateLimiter.Visit visit, Administrator administrator) {
        super(context, terms, visit);
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
