package dev.confab.chat.application.port;

import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.Stores;

/**
 * Everything that chat needs from the outside, provided by the embedding application.
 *
 * @param stores where rooms, messages, users and everything else are kept
 * @param events how events and presence travel between the nodes of the installation
 * @param images how images are decoded and where their files are kept
 * @param push how offline members are notified; {@link PushConfig#OFF} for no push
 * @param environment where time, ids, secrets and delayed tasks come from
 */
public record Ports(Stores stores, Events events, ImagePorts images, PushConfig push, Environment environment) {}
