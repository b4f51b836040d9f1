package dev.confab.chat.domain.device;

import dev.confab.chat.domain.room.Member;

/** A device with its owner's membership of one room. */
public record MemberDevice(Device device, Member member) {}
