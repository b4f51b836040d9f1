package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.Problem;

/** A request that breaks a rule of HTTP before chat gets to see it. */
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
