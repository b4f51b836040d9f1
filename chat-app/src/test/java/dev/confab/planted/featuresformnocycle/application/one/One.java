package dev.confab.planted.featuresformnocycle.application.one;

import dev.confab.planted.featuresformnocycle.application.two.Two;

public interface One {
    Two two();
}
