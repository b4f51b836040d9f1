package dev.confab.chat.domain.user;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A list of about 20,000 leaked passwords that attackers try first, without those that are too short to be chosen. It is
 * loaded on first use. A file beside the list names its source.
 */
final class CommonPasswords {

    private CommonPasswords() {}

    /** Whether the password is on the list, in any case. */
    static boolean contain(Password password) {
        return all().contains(Text.caseFold(password.value()));
    }

    /** Returns the whole list in folded form. */
    static Set<String> all() {
        return Lazily.READ;
    }

    private static final class Lazily {

        static final Set<String> READ = read();

        private static Set<String> read() {
            var resource = requireNonNull(CommonPasswords.class.getResourceAsStream("common-passwords.txt"));
            try (var lines = new BufferedReader(new InputStreamReader(resource, UTF_8))) {
                return lines.lines().collect(Collectors.toUnmodifiableSet());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
