package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.room.Member;
import org.jspecify.annotations.Nullable;

/** A membership joined with its user; the user is null for the system member. */
record MemberRow(MembershipRow membership, @Nullable UserRow user) {

    Member toDomain() {
        return new Member(membership.toDomain(), user == null ? null : user.toDomain());
    }
}
