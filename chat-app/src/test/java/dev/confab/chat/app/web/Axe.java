package dev.confab.chat.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Accessibility checks with axe. The page's content security policy must be off. */
final class Axe {

    private static final String AXE = read("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js");

    private static final String RUN = """
            async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'] })).violations
              .filter((it) => ['serious', 'critical'].includes(it.impact))
              .map((it) => `${it.id}: ${it.nodes.map((node) => node.target.flat().join(' ') + ' ' + (node.any[0]?.message ?? '')).slice(0, 4).join(' | ')}`)""";

    /** A document does not list the animations inside shadow trees. */
    private static final String CALM = """
            () => {
              const inTree = (root) => [...root.getAnimations(),
                ...[...root.querySelectorAll('*')].flatMap((it) => (it.shadowRoot ? inTree(it.shadowRoot) : []))];
              return Promise.allSettled(inTree(document).map((it) => it.finished));
            }""";

    private Axe() {}

    /** Returns the serious violations on {@code page}. */
    static void findsNothingSerious(Visitor visitor, String page) {
        visitor.page().evaluate(CALM);
        visitor.page().evaluate(AXE);
        assertThat((List<?>) visitor.page().evaluate(RUN)).as(page).isEmpty();
        visitor.forgive("Canvas2D"); // Axe measures colours with one
    }

    private static String read(String resource) {
        try (var file = Objects.requireNonNull(Axe.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
