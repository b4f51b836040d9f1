package dev.confab.chat.domain.port;

import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tokens of services in a map. */
public final class InMemoryServiceTokenStore implements ServiceTokenStore {

    private final InMemoryTransactions transactions;

    public InMemoryServiceTokenStore(InMemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(ServiceToken token) {
        transactions.writing().serviceTokens.put(token.digest(), token);
    }

    @Override
    public Optional<ServiceToken> find(SecretDigest digest) {
        return Optional.ofNullable(transactions.reading().serviceTokens.get(digest));
    }

    @Override
    public List<ServiceToken> all() {
        return transactions.reading().serviceTokens.values().stream()
                .sorted(Comparator.comparing(ServiceToken::created))
                .toList();
    }

    @Override
    public int delete(ServiceName service) {
        var tokens = transactions.writing().serviceTokens;
        int before = tokens.size();
        tokens.values().removeIf(token -> token.service().equals(service));
        return before - tokens.size();
    }
}
