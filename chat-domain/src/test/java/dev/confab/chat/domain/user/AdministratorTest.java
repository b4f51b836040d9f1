package dev.confab.chat.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class AdministratorTest {

    private static final User ANN =
            User.create(new UserId(UUID.randomUUID()), new Username("ann"), null, null, Instant.EPOCH);

    private final UserId other = new UserId(UUID.randomUUID());

    @Test
    void onlyStaffAdministers() {
        assertThatThrownBy(() -> Administrator.of(ANN)).isInstanceOf(Refusal.Forbidden.class);
        assertThat(Administrator.of(ANN.asStaff()).user()).isEqualTo(ANN.id());
    }

    @Test
    void serviceHasNoUser() {
        var service = Administrator.of(new ServiceName("billing"));
        assertThat(service.user()).isNull();
        assertThat(service.name()).isEqualTo("service billing");
        assertThatCode(() -> service.requireOther(ANN.id(), "is_staff")).doesNotThrowAnyException();
    }

    @Test
    void administratorCannotChangeTheirOwnAccount() {
        var ann = Administrator.of(ANN.asStaff());
        assertThatThrownBy(() -> ann.requireOther(ANN.id(), "is_active"))
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.Invalid.class))
                .extracting(Refusal.Invalid::field)
                .isEqualTo("is_active");
        assertThatCode(() -> ann.requireOther(other, "is_active")).doesNotThrowAnyException();
    }

    @Test
    void lastStaffMemberCannotBeRemoved() {
        assertThatThrownBy(() -> new Staff(Set.of(ANN.id())).requireOtherThan(ANN.id()))
                .isInstanceOf(Refusal.Conflict.class);
        assertThatCode(() -> new Staff(Set.of(ANN.id(), other)).requireOtherThan(ANN.id()))
                .doesNotThrowAnyException();
        assertThatCode(() -> new Staff(Set.of(other)).requireOtherThan(ANN.id()))
                .doesNotThrowAnyException();
        assertThatCode(() -> new Staff(Set.of()).requireOtherThan(ANN.id())).doesNotThrowAnyException();
    }
}
