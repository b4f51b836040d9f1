package dev.confab.planted.domaindependsonnothing.domain;

import com.typesafe.config.Config;

/** Breaks the rule that its package is named after. */
interface Violation {
    Config configuration();
}
