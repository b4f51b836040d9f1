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
 * The passwords that everybody tries first: some 20,000 that leaked from many places, without those that are too short
 * to be chosen anyway. Read when it is first asked. Where they come from stands beside the list.
 */
final class CommonPasswords {

    private CommonPasswords() {}

    /** Is the password on the list, in whatever case? */
    static boolean contain(Password password) {
        return all().contains(Text.caseFold(password.value()));
    }

    /** The whole list, in folded form. */
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
