package dev.confab.chat.domain.port;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.Token;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A signer that keeps its tokens under random names, which stand for the signed forms. */
public final class InMemoryTokenSigner implements TokenSigner {

    private final Map<String, Token> signed = new ConcurrentHashMap<>();

    @Override
    public String sign(Token token) {
        var name = "token-" + UUID.randomUUID();
        signed.put(name, inSeconds(token));
        return name;
    }

    @Override
    public Token verify(String text) {
        var token = signed.get(text);
        if (token == null) {
            throw new Refusal.Unauthenticated("The token is not one of ours.");
        }
        return token;
    }

    private static Token inSeconds(Token token) {
        var issued = token.issued().truncatedTo(SECONDS);
        var expires = token.expires().truncatedTo(SECONDS);
        if (token instanceof Token.Refresh refresh) {
            return new Token.Refresh(refresh.login(), refresh.generation(), issued, expires);
        }
        return new Token.Access(((Token.Access) token).user(), token.login(), issued, expires);
    }
}
