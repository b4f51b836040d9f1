package dev.confab.chat.application.account;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.IdSource;
import dev.confab.chat.domain.port.LoginStore;
import dev.confab.chat.domain.port.PasswordHasher;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.TokenSigner;
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
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

final class AccountsService implements Accounts {

    private final Transactions transactions;
    private final UserStore users;
    private final LoginStore logins;
    private final Deactivation deactivation;
    private final PasswordHasher hasher;
    private final TokenSigner signer;
    private final UserEvents events;
    private final IdSource ids;
    private final InstantSource clock;
    private final TokenLifetimes lifetimes;
    private final Authentication authentication;

    /** Compared against when there is no such user, so that this takes as long as a wrong password. */
    private final PasswordHash nobodysHash;

    AccountsService(
            Stores stores,
            Events events,
            Environment environment,
            Deactivation deactivation,
            Identity.LocalIdentity identity) {
        this.transactions = stores.transactions();
        this.users = stores.users();
        this.logins = stores.logins();
        this.deactivation = deactivation;
        this.hasher = identity.passwords();
        this.signer = identity.tokens();
        this.events = events.userEvents();
        this.ids = environment.ids();
        this.clock = environment.clock();
        this.lifetimes = identity.lifetimes();
        this.authentication = Authentication.byAccounts(stores, signer, clock);
        this.nobodysHash = hasher.hash(new Password(ids.next().toString()));
    }

    @Override
    public User signUp(SignUp command) {
        return signUp(command, UnaryOperator.identity());
    }

    @Override
    public User signUpStaff(SignUp command) {
        return signUp(command, User::asStaff);
    }

    private User signUp(SignUp command, UnaryOperator<User> rank) {
        var user = rank.apply(User.create(
                new UserId(ids.next()), command.username(), command.displayName(), command.email(), clock.instant()));
        var hash = hasher.hash(command.check().password());
        if (!transactions.write(() -> users.add(new Credential(user, hash)))) {
            throw new Refusal.Invalid("username", "This name is taken.");
        }
        return user;
    }

    @Override
    public TokenPair logIn(Username name, Password password) {
        var account = transactions.read(() -> users.credential(name));
        var hash = account.map(Credential::hash).orElse(nobodysHash);
        var reading = matching(password, hash);
        if (reading.isEmpty() || account.filter(AccountsService::isActive).isEmpty()) {
            throw new Refusal.Unauthenticated("Wrong user name or password.");
        }
        return begin(account.get(), reading.get()).orElseGet(() -> logIn(name, password));
    }

    /** The reading of {@code password} that {@code hash} was made of. How many are tried depends on the password alone. */
    private Optional<Password> matching(Password password, PasswordHash hash) {
        return password.readings().stream()
                .filter(reading -> hasher.matches(reading, hash))
                .findFirst();
    }

    /** Empty if the account is not any more what was {@code proven}: then the proof has to be made anew. */
    private Optional<TokenPair> begin(Credential proven, Password reading) {
        var user = proven.user().id();
        boolean isOld = hasher.isOutdated(proven.hash()) || !reading.equals(reading.normalized());
        var fresh = isOld ? proven.with(hasher.hash(reading.normalized())) : proven;
        var now = clock.instant();
        var login = Login.start(new LoginId(ids.next()), user, now, now.plus(lifetimes.refresh()));
        var ended = transactions.write(() -> {
            if (!users.lock(user).equals(Optional.of(proven))) {
                return Optional.<List<Login>>empty();
            }
            if (!fresh.equals(proven)) {
                users.update(fresh);
            }
            var replaced = endBeyond(user, now);
            logins.add(login);
            return Optional.of(replaced);
        });
        ended.ifPresent(this::tell);
        return ended.map(begun -> pair(login, now));
    }

    /** Ends those log-ins that were not refreshed for the longest, so that there is a place for one more. */
    private List<Login> endBeyond(UserId user, Instant now) {
        var alive = logins.lockActive(user, now);
        var beyond = alive.stream()
                .sorted(Comparator.comparing(Login::expires).thenComparing(Login::created))
                .limit(Math.max(0, alive.size() - Login.MAX_OF_USER + 1L))
                .toList();
        beyond.forEach(login -> logins.update(login.ended(now)));
        return beyond;
    }

    private void tell(List<Login> ended) {
        ended.forEach(login -> events.publish(new UserEvent.LoginEnded(login.user(), login.id())));
    }

    @Override
    public TokenPair refresh(String refreshToken) {
        var token = requireRefresh(refreshToken);
        var now = clock.instant();
        var rotated = transactions.write(() -> rotate(token, now));
        if (rotated.isReuse()) {
            events.publish(new UserEvent.LoginEnded(
                    rotated.login().user(), rotated.login().id()));
            throw new Refusal.Unauthenticated("The token has been used before; please log in again.");
        }
        return pair(rotated.login(), now);
    }

    /** What a refresh came to: the login with its latest generation, or ended because of the reuse. */
    private record Rotated(Login login, boolean isReuse) {}

    private Rotated rotate(Token.Refresh token, Instant now) {
        var login = logins.lock(token.login())
                .filter(found -> found.isActiveAt(now))
                .orElseThrow(AccountsService::dead);
        requireActive(login.user());
        boolean reuse = login.isReuse(token.generation(), now);
        if (!reuse && !login.isLatest(token.generation())) {
            return new Rotated(login, false);
        }
        var next = reuse ? login.ended(now) : login.refresh(now, now.plus(lifetimes.refresh()));
        logins.update(next);
        return new Rotated(next, reuse);
    }

    @Override
    public void logOut(String refreshToken) {
        var token = requireSignedRefresh(refreshToken);
        var now = clock.instant();
        var ended = transactions.write(() -> end(token.login(), now));
        ended.ifPresent(login -> events.publish(new UserEvent.LoginEnded(login.user(), login.id())));
    }

    private Optional<Login> end(LoginId id, Instant now) {
        var alive = logins.lock(id).filter(login -> login.isActiveAt(now));
        alive.ifPresent(login -> logins.update(login.ended(now)));
        return alive;
    }

    @Override
    public void verify(String token) {
        if (signer.verify(token) instanceof Token.Refresh refresh) {
            requireFresh(refresh);
            var login = transactions.read(() -> requireAlive(refresh.login()));
            if (!login.isLatest(refresh.generation())) {
                throw dead();
            }
        } else {
            authentication.authenticate(token);
        }
    }

    @Override
    public User changeProfile(UserId id, UnaryOperator<UserProfile> wish) {
        return transactions.write(() -> {
            var account = lockActive(id);
            var changed = account.user().withProfile(wish.apply(account.user().profile()));
            if (!changed.equals(account.user())) {
                users.update(account.with(changed));
            }
            return changed;
        });
    }

    @Override
    public void changePassword(PasswordChange command) {
        var known = transactions.read(() -> credential(command.user()));
        if (matching(command.oldPassword(), known.hash()).isEmpty()) {
            throw wrongOldPassword();
        }
        var hash = hasher.hash(chosen(command, known.user()));
        var ended = transactions.write(() -> replace(known.hash(), hash, command));
        tell(ended);
    }

    private static Password chosen(PasswordChange command, User user) {
        return command.newPassword().choose(user.username(), user.profile(), "new_password");
    }

    /** Answers the log-ins that ended with it. */
    private List<Login> replace(PasswordHash old, PasswordHash chosen, PasswordChange command) {
        var account = lockActive(command.user());
        if (!account.hash().equals(old)) {
            throw wrongOldPassword();
        }
        users.update(account.with(chosen));
        return endAll(command.user(), login -> !login.id().equals(command.login()));
    }

    private static Refusal wrongOldPassword() {
        return new Refusal.Invalid("old_password", "Is not your password.");
    }

    @Override
    public void setPassword(UserId id, Password chosen) {
        var known = transactions.read(() -> requireUser(id));
        var hash = hasher.hash(chosen.choose(known.username(), known.profile(), "password"));
        var ended = transactions.write(() -> {
            var account = users.lock(id).orElseThrow(AccountsService::nobody);
            users.update(account.with(hash));
            return endAll(id, login -> true);
        });
        tell(ended);
    }

    private User requireUser(UserId id) {
        return users.find(id).orElseThrow(AccountsService::nobody);
    }

    private static Refusal nobody() {
        return new Refusal.NotFound("user");
    }

    @Override
    public void deactivate(UserId id) {
        if (!deactivation.of(id, () -> {})) {
            throw dead();
        }
    }

    private List<Login> endAll(UserId user, Predicate<Login> which) {
        var now = clock.instant();
        var ending = logins.lockActive(user, now).stream().filter(which).toList();
        ending.forEach(login -> logins.update(login.ended(now)));
        return ending;
    }

    private TokenPair pair(Login login, Instant now) {
        var access = new Token.Access(login.user(), login.id(), now, now.plus(lifetimes.access()));
        var refresh = new Token.Refresh(login.id(), login.generation(), now, login.expires());
        return new TokenPair(signer.sign(access), signer.sign(refresh), lifetimes.access());
    }

    private Token.Refresh requireRefresh(String text) {
        var token = requireSignedRefresh(text);
        requireFresh(token);
        return token;
    }

    private Token.Refresh requireSignedRefresh(String text) {
        if (signer.verify(text) instanceof Token.Refresh refresh) {
            return refresh;
        }
        throw new Refusal.Unauthenticated("This is not a refresh token.");
    }

    private void requireFresh(Token token) {
        if (!clock.instant().isBefore(token.expires())) {
            throw Refusal.Unauthenticated.tokenExpired();
        }
    }

    private Login requireAlive(LoginId id) {
        return logins.find(id)
                .filter(login -> login.isActiveAt(clock.instant()))
                .orElseThrow(AccountsService::dead);
    }

    private User requireActive(UserId id) {
        return users.find(id).filter(User::active).orElseThrow(AccountsService::dead);
    }

    private Credential credential(UserId id) {
        return users.credential(requireActive(id).username()).orElseThrow(AccountsService::dead);
    }

    private Credential lockActive(UserId id) {
        return users.lock(id).filter(AccountsService::isActive).orElseThrow(AccountsService::dead);
    }

    private static boolean isActive(Credential account) {
        return account.user().active();
    }

    private static Refusal dead() {
        return new Refusal.Unauthenticated("The token is no longer valid.");
    }
}
