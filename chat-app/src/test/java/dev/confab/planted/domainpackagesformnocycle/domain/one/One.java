package dev.confab.planted.domainpackagesformnocycle.domain.one;

import dev.confab.planted.domainpackagesformnocycle.domain.two.Two;

public interface One {
    Two two();
}
