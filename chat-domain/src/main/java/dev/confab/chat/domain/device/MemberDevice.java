package dev.confab.chat.domain.device;

import dev.confab.chat.domain.room.Member;

/** A device and its owner, as a member of the room in question. */
public record MemberDevice(Device device, Member member) {}
