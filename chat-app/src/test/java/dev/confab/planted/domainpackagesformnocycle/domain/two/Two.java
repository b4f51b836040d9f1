package dev.confab.planted.domainpackagesformnocycle.domain.two;

import dev.confab.planted.domainpackagesformnocycle.domain.one.One;

public interface Two {
    One one();
}
