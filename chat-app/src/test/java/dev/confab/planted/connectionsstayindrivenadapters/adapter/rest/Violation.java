package dev.confab.planted.connectionsstayindrivenadapters.adapter.rest;

import java.sql.Connection;

/** Breaks the rule that its package is named after. */
interface Violation {
    Connection connection();
}
