package dev.confab.planted.featuresformnocycle.application.two;

import dev.confab.planted.featuresformnocycle.application.one.One;

public interface Two {
    One one();
}
