package dev.confab.chat.application.account;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.user.User;

/** The active users, wherever their accounts are kept. */
@FunctionalInterface
public interface Directory {

    /** Returns the active users whose user name or display name contains {@code text}. */
    Page<User> search(String text, Page.Window window);

    /** Returns the directory over {@code stores}. */
    static Directory of(Stores stores) {
        return (text, window) -> stores.transactions().read(() -> stores.users().search(text, window));
    }
}
