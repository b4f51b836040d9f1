package dev.confab.planted.adaptersdonotknoweachother.adapter.wire;

import dev.confab.planted.adaptersdonotknoweachother.adapter.rest.RestAdapter;

/** Breaks the rule that its package is named after. */
interface Violation {
    RestAdapter rest();
}
