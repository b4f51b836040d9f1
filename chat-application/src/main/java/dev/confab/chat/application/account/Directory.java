package dev.confab.chat.application.account;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.UserStore;
import dev.confab.chat.domain.user.User;

/** Everybody who can be written to, whoever keeps the accounts. */
@FunctionalInterface
public interface Directory {

    /** Looks active people up by a part of their user name or display name. */
    Page<User> search(String text, Page.Window window);

    static Directory of(Transactions transactions, UserStore users) {
        return (text, window) -> transactions.read(() -> users.search(text, window));
    }
}
