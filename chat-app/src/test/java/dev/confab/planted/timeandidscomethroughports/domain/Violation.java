package dev.confab.planted.timeandidscomethroughports.domain;

import java.time.Instant;

/** Breaks the rule that its package is named after. */
class Violation {
    Instant now() {
        return Instant.now();
    }
}
