package dev.confab.chat.app.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Conditions that ArchUnit does not provide. */
final class Conditions {

    static final ArchCondition<JavaClass> BE_THE_ONLY_PUBLIC_TYPE_OF_THE_PACKAGE =
            new ArchCondition<>("be the only public type of their package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    long open = type.getPackage().getClasses().stream()
                            .filter(sibling -> sibling.isTopLevelClass() && !sibling.isArray())
                            .filter(sibling -> sibling.getModifiers().contains(JavaModifier.PUBLIC))
                            .count();
                    events.add(new SimpleConditionEvent(
                            type, open == 1, type.getName() + " is one of " + open + " public types"));
                }
            };

    private Conditions() {}
}
