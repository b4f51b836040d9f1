package dev.confab.chat.app;

import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The text form of service tokens on the {@link OperatorSocket}: one per line, the name last, since it may have blanks. */
final class TokenLines {

    private TokenLines() {}

    static String write(List<ServiceToken> tokens) {
        return tokens.stream()
                .map(token -> token.digest().value() + " " + token.created() + " " + token.service() + "\n")
                .collect(Collectors.joining());
    }

    static List<ServiceToken> read(String lines) {
        return lines.lines().map(TokenLines::token).toList();
    }

    private static ServiceToken token(String line) {
        var parts = line.split(" ", 3);
        return new ServiceToken(new ServiceName(parts[2]), new SecretDigest(parts[0]), Instant.parse(parts[1]));
    }
}
