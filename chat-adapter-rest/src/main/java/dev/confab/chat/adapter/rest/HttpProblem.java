package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.Problem;

/** A violation of HTTP that is found before the application is called. */
final class HttpProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    HttpProblem(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
