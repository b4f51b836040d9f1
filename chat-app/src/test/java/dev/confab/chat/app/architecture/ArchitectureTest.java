package dev.confab.chat.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks the code of all modules against the rules, and each rule against code that breaks it. */
class ArchitectureTest {

    private static final String ROOT = "dev.confab.chat";

    /** The root of one package per rule, each with a miniature architecture that breaks exactly this rule. */
    private static final String PLANTED = "dev.confab.planted";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location ->
                    !location.contains("/chat-domain/target/test-classes/") && !location.contains("-tests.jar"))
            .importPackages(ROOT);

    private static final JavaClasses PLANTED_CODE = new ClassFileImporter().importPackages(PLANTED);

    @ParameterizedTest
    @EnumSource
    void codeFollowsRule(Rule rule) {
        rule.under(ROOT).check(CODE);
    }

    @ParameterizedTest
    @EnumSource
    void plantedViolationBreaksRule(Rule rule) {
        var root = PLANTED + "." + rule.name().toLowerCase(Locale.ROOT).replace("_", "");

        assertThat(rule.under(root).evaluate(PLANTED_CODE).hasViolation())
                .as("a violation under %s", root)
                .isTrue();
    }
}
