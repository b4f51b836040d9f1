package dev.confab.planted.servicesstaybehindtheirport.application;

/** Breaks the rule that its package is named after. */
public interface ViolationService {}
