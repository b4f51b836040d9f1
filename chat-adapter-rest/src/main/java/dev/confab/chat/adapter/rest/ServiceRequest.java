package dev.confab.chat.adapter.rest;

import dev.confab.chat.domain.room.RoomId;
import io.javalin.http.Context;

/** An exchange with a program that has proven to be one of the operator's services. */
final class ServiceRequest extends ApiRequest {

    ServiceRequest(Context context, Terms terms, RateLimiter.Visit visit) {
        super(context, terms, visit);
    }

    RoomId room() {
        return RoomId.parse(path("room"));
    }
}
