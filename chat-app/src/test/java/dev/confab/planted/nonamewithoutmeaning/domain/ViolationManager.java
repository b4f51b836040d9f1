package dev.confab.planted.nonamewithoutmeaning.domain;

/** Breaks the rule that its package is named after. */
interface ViolationManager {}
