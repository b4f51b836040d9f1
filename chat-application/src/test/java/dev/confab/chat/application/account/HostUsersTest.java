package dev.confab.chat.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.user.HostUser;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HostUsersTest extends HostAuthenticationFixture {

    @Test
    void lookAlikeNameGetsSuffix() {
        authentication.authenticate(token("7", "ann", "Ann"));
        var second = authentication.authenticate(token("8", "аnn", "Ann")).user();

        assertThat(second.username().value()).isEqualTo("аnn-" + suffixOf(second));
        assertThat(authentication.authenticate(token("8", "аnn", "Ann")).user()).isEqualTo(second);
    }

    @Test
    void twoUsersWithSameNameAreDistinguished() {
        var first = authentication.authenticate(token("7", "ann", "Ann")).user();
        var second = authentication.authenticate(token("8", "ANN", "Ann")).user();

        assertThat(first.username().value()).isEqualTo("ann");
        assertThat(second.username().value()).isEqualTo("ANN-" + suffixOf(second));
        assertThat(second.displayName()).isEqualTo("Ann");
    }

    @Test
    void takenNewNameGetsSuffix() {
        authentication.authenticate(token("7", "ann", "Ann"));
        authentication.authenticate(token("8", "bob", "Bob"));

        var renamed = authentication.authenticate(token("8", "ann", "Bob")).user();

        assertThat(renamed.username().value()).isEqualTo("ann-" + suffixOf(renamed));
    }

    @Test
    void freedNameCanBeTaken() {
        authentication.authenticate(token("7", "ann", "Ann"));
        authentication.authenticate(token("7", "anna", "Ann"));

        assertThat(authentication
                        .authenticate(token("8", "ann", "Another"))
                        .user()
                        .username()
                        .value())
                .isEqualTo("ann");
    }

    @Test
    void concurrentFirstTokensCreateOneUser() {
        var token = token("7", "ann", "Ann");

        var calls = Stream.generate(() -> CompletableFuture.supplyAsync(() -> authentication.authenticate(token)))
                .limit(16)
                .toList();

        assertThat(calls.stream().map(call -> call.join().user()).collect(Collectors.toSet()))
                .hasSize(1);
    }

    @Test
    void userAddedByAnotherNodeIsUsed() {
        var claims = claims("7", "ann", "Ann", clock.instant(), null);
        var token = host.give(claims);
        var elsewhere = HostUser.firstSeen(new UserId(ids.next()), claims, clock.instant())
                .get(0);
        transactions.before = () -> stores.users().add(elsewhere);

        assertThat(authentication.authenticate(token).user()).isEqualTo(elsewhere.user());
    }

    @Test
    void newerClaimsUpdateUser() {
        var before = authentication.authenticate(token("7", "ann", "Ann")).user();
        clock.forward(HOUR);

        var after = authentication.authenticate(token("7", "anna", "Anna Lee")).user();

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.username().value()).isEqualTo("anna");
        assertThat(after.displayName()).isEqualTo("Anna Lee");
        assertThat(stored("7")).isEqualTo(after);
    }

    @Test
    void olderTokenDoesNotRestoreOldNames() {
        var old = token("7", "ann", "Ann");
        clock.tick();
        var after = authentication.authenticate(token("7", "anna", "Anna")).user();

        assertThat(authentication.authenticate(old).user()).isEqualTo(after);
    }

    @Test
    void tokenFromFutureNeitherFreezesNorRevertsProfile() {
        var future = host.give(claims("7", "ann", "Ann", clock.instant().plus(HOUR), null));
        authentication.authenticate(future);
        var after = authentication.authenticate(token("7", "anna", "Anna")).user();

        assertThat(after.username().value()).isEqualTo("anna");
        clock.forward(Duration.ofSeconds(5));
        assertThat(authentication.authenticate(future).user()).isEqualTo(after);
        assertThat(stored("7")).isEqualTo(after);
    }

    @Test
    void tokenRepeatedInSecondOfIssueRevertsNothing() {
        var old = token("7", "ann", "Ann");
        authentication.authenticate(old);
        var after = authentication.authenticate(token("7", "anna", "Anna")).user();

        assertThat(authentication.authenticate(old).user()).isEqualTo(after);
    }
}
