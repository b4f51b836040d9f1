package dev.confab.chat.adapter.security;

import dev.confab.chat.domain.port.SecretSource;
import dev.confab.chat.domain.port.SecretSourceContract;

class RandomSecretsTest extends SecretSourceContract {

    @Override
    protected SecretSource secrets() {
        return SecurityAdapter.secrets();
    }
}
