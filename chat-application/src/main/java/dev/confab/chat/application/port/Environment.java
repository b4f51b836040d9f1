package dev.confab.chat.application.port;

import dev.confab.chat.domain.port.IdSource;
import dev.confab.chat.domain.port.Scheduler;
import dev.confab.chat.domain.port.SecretSource;
import java.time.InstantSource;

/**
 * Where use cases get ids, secrets, the time and delayed execution from.
 *
 * @param clock ticks in whole milliseconds, which is the precision of the stores and of the protocol
 */
public record Environment(IdSource ids, SecretSource secrets, InstantSource clock, Scheduler scheduler) {}
