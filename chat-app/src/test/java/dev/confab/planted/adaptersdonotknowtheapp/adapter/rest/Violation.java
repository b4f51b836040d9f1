package dev.confab.planted.adaptersdonotknowtheapp.adapter.rest;

import dev.confab.planted.adaptersdonotknowtheapp.app.Server;

/** Breaks the rule that its package is named after. */
interface Violation {
    Server server();
}
