package dev.confab.planted.drivingadaptersgothroughusecases.domain.port;

public interface RoomStore {}
