package dev.confab.chat.application.account;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.user.User;

/** Everybody who can be written to, whoever keeps the accounts. */
@FunctionalInterface
public interface Directory {

    /** Looks active people up by a part of their user name or display name. */
    Page<User> search(String text, Page.Window window);

    static Directory of(Stores stores) {
        return (text, window) -> stores.transactions().read(() -> stores.users().search(text, window));
    }
}
