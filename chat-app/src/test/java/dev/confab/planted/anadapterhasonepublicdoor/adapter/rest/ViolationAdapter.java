package dev.confab.planted.anadapterhasonepublicdoor.adapter.rest;

/** Breaks the rule that its package is named after. */
public interface ViolationAdapter {}
