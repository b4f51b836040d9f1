package dev.confab.planted.drivingadaptersgothroughusecases.adapter.rest;

import dev.confab.planted.drivingadaptersgothroughusecases.domain.port.RoomStore;

/** Breaks the rule that its package is named after. */
interface Violation {
    RoomStore rooms();
}
