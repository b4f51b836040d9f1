package dev.confab.chat.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Unavailable;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {

    static Stream<Arguments> problems() {
        return Stream.of(
                Arguments.of(new Refusal.Invalid("body", "m"), 400, "invalid", "body"),
                Arguments.of(new Refusal.Invalid(null, "m"), 400, "invalid", null),
                Arguments.of(new Refusal.Unauthenticated("m"), 401, "not_authenticated", null),
                Arguments.of(Refusal.Unauthenticated.tokenExpired(), 401, "token_expired", null),
                Arguments.of(new Refusal.Forbidden("m"), 403, "permission_denied", null),
                Arguments.of(new Refusal.NotFound("room"), 404, "not_found", null),
                Arguments.of(new Refusal.Conflict("m"), 409, "conflict", null),
                Arguments.of(new Refusal.TooMany("m", Duration.ofSeconds(3)), 429, "throttled", null),
                Arguments.of(new Unavailable("the store", new RuntimeException()), 503, "unavailable", null),
                Arguments.of(new IllegalStateException("secret"), 500, "internal", null),
                Arguments.of(new StackOverflowError("secret"), 500, "internal", null));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void exceptionsMapToStatusAndCode(Throwable thrown, int status, String code, String field) {
        var problem = Problem.of(thrown);
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.message()).isNotBlank().doesNotContain("secret").doesNotContain("store");
        assertThat(problem.isInternal()).isEqualTo(status == 500);
    }

    @Test
    void missingFieldIsOmitted() {
        assertThat(Json.write(
                        Problem.of(new Refusal.Invalid("body", "Must be text.")).toJson()))
                .isEqualTo("{\"errors\":[{\"message\":\"Must be text.\",\"code\":\"invalid\",\"field\":\"body\"}]}");
        assertThat(Json.write(Problem.of(new Refusal.Conflict("No.")).toJson()))
                .isEqualTo("{\"errors\":[{\"message\":\"No.\",\"code\":\"conflict\"}]}");
    }

    @Test
    void temporaryProblemsHaveRetryAfter() {
        assertThat(Problem.of(new Refusal.TooMany("m", Duration.ofSeconds(3))).retryAfter())
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(Problem.of(new Unavailable("x", new RuntimeException())).retryAfter())
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(Problem.of(new Refusal.Conflict("m")).retryAfter()).isNull();
    }
}
