package dev.confab.chat.application.account;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.LoginStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.UserEvents;
import dev.confab.chat.domain.port.UserStore;
import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.Login;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.PasswordHash;
import dev.confab.chat.domain.user.Token;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserEvent;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.UserProfile;
import dev.confab.chat.domain.user.Username;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

final class AccountsService implements Accounts {

    private final Transactions transactions;
    private final UserStore users;
    private final LoginStore logins;
    private final UserEvents events;
    private final Environment environment;
    private final Deactivation deactivation;
    private final Passwords passwords;
    private final LoginTokens tokens;
    private final Authentication authentication;

    AccountsService(
            Stores stores,
            Events events,
            Environment environment,
            Deactivation deactivation,
            Identity.LocalIdentity identity) {
        this.transactions = stores.transactions();
        this.users = stores.users();
        this.logins = stores.logins();
        this.events = events.userEvents();
        this.environment = environment;
        this.deactivation = deactivation;
        this.passwords = new Passwords(identity.passwords(), environment.ids());
        this.tokens = new LoginTokens(identity.tokens(), identity.lifetimes(), environment.clock());
        this.authentication = Authentication.byAccounts(stores, identity.tokens(), environment.clock());
    }

    // --- signing up and logging in ---------------------------------------------------------------------------------

    @Override
    public User signUp(SignUp command) {
        return signUp(command, UnaryOperator.identity());
    }

    @Override
    public User signUpStaff(SignUp command) {
        return signUp(command, User::asStaff);
    }

    private User signUp(SignUp command, UnaryOperator<User> withRank) {
        var id = new UserId(environment.ids().next());
        var user = withRank.apply(User.create(id, command.username(), command.displayName(), command.email(), now()));
        var hash = passwords.hash(command.check().password());
        if (!transactions.write(() -> users.add(new Credential(user, hash)))) {
            throw new Refusal.Invalid("username", "This name is taken.");
        }
        return user;
    }

    @Override
    public TokenPair logIn(Username name, Password password) {
        var account = transactions.read(() -> users.credential(name));
        var matching = passwords.matchingForm(password, account.map(Credential::hash));
        if (matching.isEmpty() || account.filter(AccountsService::isActive).isEmpty()) {
            throw new Refusal.Unauthenticated("Wrong user name or password.");
        }
        return startLogin(account.get(), matching.get()).orElseGet(() -> logIn(name, password));
    }

    /** Returns empty if the account has changed since {@code verified} was read; the caller must verify again. */
    private Optional<TokenPair> startLogin(Credential verified, Password password) {
        var userId = verified.user().id();
        var current = passwords.withCurrentHash(verified, password);
        var now = now();
        var login = Login.start(new LoginId(environment.ids().next()), userId, now, tokens.expiryAfter(now));
        var replaced = transactions.write(() -> {
            if (!users.lock(userId).equals(Optional.of(verified))) {
                return Optional.<List<Login>>empty();
            }
            if (!current.equals(verified)) {
                users.update(current);
            }
            var ended = endExcess(userId, now);
            logins.add(login);
            return Optional.of(ended);
        });
        replaced.ifPresent(this::publishEnded);
        return replaced.map(stored -> tokens.issue(login, now));
    }

    /** Ends the logins that were refreshed least recently, to make room for one more. */
    private List<Login> endExcess(UserId user, Instant now) {
        var active = logins.lockActive(user, now);
        var excess = active.stream()
                .sorted(Comparator.comparing(Login::expires).thenComparing(Login::created))
                .limit(Math.max(0, active.size() - Login.MAX_OF_USER + 1L))
                .toList();
        excess.forEach(login -> logins.update(login.ended(now)));
        return excess;
    }

    // --- tokens ----------------------------------------------------------------------------------------------------

    @Override
    public TokenPair refresh(String refreshToken) {
        var token = tokens.requireUnexpiredRefresh(refreshToken);
        var now = now();
        var rotation = transactions.write(() -> rotate(token, now));
        if (rotation.isReuse()) {
            publishEnded(List.of(rotation.login()));
            throw new Refusal.Unauthenticated("The token was used before. Please log in again.");
        }
        return tokens.issue(rotation.login(), now);
    }

    /**
     * The result of a refresh.
     *
     * @param login the login in its latest generation; an ended one after a reuse
     */
    private record Rotation(Login login, boolean isReuse) {}

    private Rotation rotate(Token.Refresh token, Instant now) {
        var login = logins.lock(token.login())
                .filter(found -> found.isActiveAt(now))
                .orElseThrow(AccountsService::tokenNotValid);
        requireActive(login.user());
        boolean isReuse = login.isReuse(token.generation(), now);
        if (!isReuse && !login.isLatest(token.generation())) {
            return new Rotation(login, false);
        }
        var changed = isReuse ? login.ended(now) : login.refresh(now, tokens.expiryAfter(now));
        logins.update(changed);
        return new Rotation(changed, isReuse);
    }

    @Override
    public void logOut(String refreshToken) {
        var token = tokens.requireRefresh(refreshToken);
        var now = now();
        var ended = transactions.write(() -> {
            var active = logins.lock(token.login()).filter(login -> login.isActiveAt(now));
            active.ifPresent(login -> logins.update(login.ended(now)));
            return active;
        });
        publishEnded(ended.stream().toList());
    }

    @Override
    public void verify(String token) {
        if (tokens.isRefreshToken(token)) {
            var refresh = tokens.requireUnexpiredRefresh(token);
            var login = transactions.read(() -> requireActiveLogin(refresh.login()));
            if (!login.isLatest(refresh.generation())) {
                throw tokenNotValid();
            }
        } else {
            authentication.authenticate(token);
        }
    }

    // --- changing accounts -----------------------------------------------------------------------------------------

    @Override
    public User changeProfile(UserId id, UnaryOperator<UserProfile> change) {
        return transactions.write(() -> {
            var account = lockActive(id);
            var changed = account.user().withProfile(change.apply(account.user().profile()));
            if (!changed.equals(account.user())) {
                users.update(account.with(changed));
            }
            return changed;
        });
    }

    @Override
    public void changePassword(PasswordChange command) {
        var account = transactions.read(() -> credential(command.user()));
        if (passwords
                .matchingForm(command.oldPassword(), Optional.of(account.hash()))
                .isEmpty()) {
            throw wrongOldPassword();
        }
        var user = account.user();
        var password = command.newPassword().choose(user.username(), user.profile(), "new_password");
        var hash = passwords.hash(password);
        var ended = transactions.write(() -> replacePassword(account.hash(), hash, command));
        publishEnded(ended);
    }

    /** Returns the logins that ended. */
    private List<Login> replacePassword(PasswordHash oldHash, PasswordHash newHash, PasswordChange command) {
        var account = lockActive(command.user());
        if (!account.hash().equals(oldHash)) {
            throw wrongOldPassword();
        }
        users.update(account.with(newHash));
        return endAll(command.user(), login -> !login.id().equals(command.login()));
    }

    private static Refusal wrongOldPassword() {
        return new Refusal.Invalid("old_password", "Must be your current password.");
    }

    @Override
    public void setPassword(UserId id, Password password) {
        var user = transactions.read(() -> users.find(id).orElseThrow(AccountsService::userNotFound));
        var hash = passwords.hash(password.choose(user.username(), user.profile(), "password"));
        var ended = transactions.write(() -> {
            var account = users.lock(id).orElseThrow(AccountsService::userNotFound);
            users.update(account.with(hash));
            return endAll(id, login -> true);
        });
        publishEnded(ended);
    }

    @Override
    public void deactivate(UserId id) {
        if (!deactivation.of(id, () -> {})) {
            throw tokenNotValid();
        }
    }

    private List<Login> endAll(UserId user, Predicate<Login> condition) {
        var now = now();
        var ended = logins.lockActive(user, now).stream().filter(condition).toList();
        ended.forEach(login -> logins.update(login.ended(now)));
        return ended;
    }

    private void publishEnded(List<Login> ended) {
        ended.forEach(login -> events.publish(new UserEvent.LoginEnded(login.user(), login.id())));
    }

    // --- lookups ---------------------------------------------------------------------------------------------------

    private Login requireActiveLogin(LoginId id) {
        return logins.find(id).filter(login -> login.isActiveAt(now())).orElseThrow(AccountsService::tokenNotValid);
    }

    private User requireActive(UserId id) {
        return users.find(id).filter(User::active).orElseThrow(AccountsService::tokenNotValid);
    }

    private Credential credential(UserId id) {
        return users.credential(requireActive(id).username()).orElseThrow(AccountsService::tokenNotValid);
    }

    private Credential lockActive(UserId id) {
        return users.lock(id).filter(AccountsService::isActive).orElseThrow(AccountsService::tokenNotValid);
    }

    private static boolean isActive(Credential account) {
        return account.user().active();
    }

    private Instant now() {
        return environment.clock().instant();
    }

    private static Refusal userNotFound() {
        return new Refusal.NotFound("user");
    }

    private static Refusal tokenNotValid() {
        return new Refusal.Unauthenticated("The token is no longer valid.");
    }
}
