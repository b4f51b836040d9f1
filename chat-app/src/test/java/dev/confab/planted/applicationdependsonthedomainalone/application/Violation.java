package dev.confab.planted.applicationdependsonthedomainalone.application;

import dev.confab.planted.applicationdependsonthedomainalone.adapter.Door;

/** Breaks the rule that its package is named after. */
interface Violation {
    Door door();
}
