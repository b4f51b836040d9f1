package dev.confab.planted.portsareinterfaces.domain.port;

/** Breaks the rule that its package is named after. */
class Violation {}
