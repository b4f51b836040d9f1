package dev.confab.planted.nopackagewithoutmeaning.application.util;

/** Breaks the rule that its package is named after. */
interface Violation {}
