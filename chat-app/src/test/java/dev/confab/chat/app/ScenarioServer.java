package dev.confab.chat.app;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** A server and its users, for one {@link RoomScenario} after another. */
final class ScenarioServer implements AutoCloseable {

    /** A member whom others act upon. */
    static final String TARGET = "TARGET";

    /** A user who is never in a room. */
    static final String OUTSIDER = "OUTSIDER";

    /** An image of one pixel. */
    static final byte[] PICTURE = picture();

    private final ChatServer server;
    private final Map<String, TestUser> people = new HashMap<>();
    private final AtomicInteger words = new AtomicInteger();

    ScenarioServer(Installation installation) {
        server = installation.start();
        people.put(RoomScenario.Role.ANONYMOUS.name(), nobody());
        var staff = RoomScenario.Role.STAFF.name();
        people.put(staff, TestUser.ofStaff(installation, server.url(), staff));
        for (var role : RoomScenario.Role.values()) {
            people.computeIfAbsent(role.name(), name -> TestUser.signUp(server.url(), name));
        }
        for (var name : new String[] {TARGET, OUTSIDER}) {
            people.put(name, TestUser.signUp(server.url(), name));
        }
    }

    private TestUser nobody() {
        return new TestUser(server.url(), "", "", "");
    }

    String url() {
        return server.url();
    }

    TestUser user(String name) {
        return people.get(name);
    }

    /** Returns a user who is used once, for operations on the account; empty for a role without one. */
    TestUser passer(RoomScenario.Role role) {
        return role == RoomScenario.Role.ANONYMOUS ? nobody() : TestUser.signUp(server.url(), word());
    }

    RoomScenario scene(boolean inPublic) {
        return new RoomScenario(this, inPublic);
    }

    /** Returns an unused word. */
    String word() {
        return "word" + words.incrementAndGet();
    }

    private static byte[] picture() {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        server.close();
    }
}
