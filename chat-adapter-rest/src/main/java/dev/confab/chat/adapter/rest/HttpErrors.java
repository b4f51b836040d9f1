package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.Problem;

/** The problems of errors that only have a status: those of HTTP itself, of Javalin and of Jetty. */
final class HttpErrors {

    private HttpErrors() {}

    static Problem problem(int status) {
        return switch (status) {
            case 400, 501, 505 -> Problem.of(400, "invalid", "The request is malformed.");
            case 401 -> Problem.of(401, "not_authenticated", "Authentication is required.");
            case 403 -> Problem.of(403, "permission_denied", "You cannot do this.");
            case 404 -> Problem.of(404, "not_found", "Address not found.");
            case 405 -> Problem.of(405, "method_not_allowed", "This address does not support the method.");
            case 408 -> Problem.of(408, "timeout", "The request took too long to arrive.");
            case 413 -> Problem.of(413, "too_large", "The request body is too large.");
            case 414 -> Problem.of(414, "too_large", "The URL is too long.");
            case 415 -> Problem.of(415, "unsupported_media_type", "The body must be JSON or a form, in UTF-8.");
            case 416 -> Problem.of(416, "invalid", "The range lies outside of the file.");
            case 431 -> Problem.of(431, "too_large", "The request headers are too large.");
            case 503 -> Problem.unavailable();
            default -> other(status);
        };
    }

    private static Problem other(int status) {
        return status >= 400 && status < 500
                ? Problem.of(status, "invalid", "The request is malformed.")
                : Problem.of(500, "internal", "An internal error occurred.");
    }
}
