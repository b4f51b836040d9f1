package dev.confab.planted.technologystaysinitsadapter.adapter.rest;

import jakarta.persistence.EntityManager;

/** Breaks the rule that its package is named after. */
interface Violation {
    EntityManager manager();
}
