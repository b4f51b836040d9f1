package dev.confab.chat.adapter.rest;

import dev.confab.chat.domain.room.RoomId;
import io.javalin.http.Context;

/** A request of an authenticated service. */
final class ServiceRequest extends ApiRequest {

    ServiceRequest(Context context, Terms terms, RateLimiter.RequestQuota quota) {
        super(context, terms, quota);
    }

    RoomId room() {
        return RoomId.parse(path("room"));
    }
}
