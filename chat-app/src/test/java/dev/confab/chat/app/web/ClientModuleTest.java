package dev.confab.chat.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client module alone, as a page of another origin uses it. */
class ClientModuleTest extends WebTest {

    private final ForeignOrigin origin = ForeignOrigin.open();
    private Page page;
    private Site.Account ann;

    @Override
    protected Map<String, String> settings() {
        return Map.of("CONFAB_CORS_ORIGINS", origin.url(), "CONFAB_ALLOWED_ORIGINS", origin.url());
    }

    @AfterAll
    void closeOrigin() {
        origin.close();
    }

    @BeforeEach
    void aForeignPageHasTheModule() {
        var name = "ann" + System.nanoTime();
        ann = site.signUp(name, "Ann Archer");
        page = visitor().page();
        origin.show("<!doctype html><html lang=en><link rel=icon href=data:,><title>Bots</title>");
        page.navigate(origin.url());
        page.evaluate("""
                async ([url, name, password]) => {
                  const { ConfabClient, delayAfter, Problem } = await import(url + '/confab-client.js');
                  Object.assign(globalThis, { ConfabClient, delayAfter, Problem });
                  globalThis.client = new ConfabClient({ url });
                  await client.session.signIn(name, password);
                  client.start();
                  await client.loaded;
                }""", List.of(site.url(), name, Site.PASSWORD));
    }

    @Test
    void clientReceivesSendsAndCounts() {
        var bob = site.signUp("bob" + System.nanoTime(), "Bob Baker");
        var room = ann.room("lobby");
        bob.room("lobby");
        page.waitForFunction("room => client.store.rooms.has(room)", room);
        bob.say(room, "Anybody here?");
        page.waitForFunction("room => client.store.rooms.get(room).message_new_count === 1", room);
        page.evaluate("room => { client.send({ room_id: room, body: 'Me.' }); }", room);
        page.waitForFunction(
                "room => !client.outbox.entries.length && client.store.rooms.get(room).message_new_count === 0", room);
        assertThat(bob.get("rooms/" + room + "/messages/").at("/results/0/body").asText())
                .isEqualTo("Me.");
    }

    @Test
    void clientResyncsAfterOutage() {
        var room = ann.room("harbour");
        page.waitForFunction("room => client.store.rooms.has(room)", room);
        page.evaluate("room => client.history.open(room)", room);
        page.context().setOffline(true);
        page.evaluate("client.connection.stop()");
        ann.say(room, "one");
        ann.say(room, "two");
        page.context().setOffline(false);
        page.evaluate("client.connection.start()");
        page.waitForFunction(
                "room => client.store.timeline(room).messages.map((it) => it.body).join() === 'one,two'", room);
    }

    /** Whether the client reports that nothing was missed. */
    @Test
    void clientIsNotSyncedIfConnectionBreaksDuringSync() {
        var told = page.evaluate("""
                async () => {
                  let told = 0;
                  client.addEventListener('caughtup', () => { told += 1; });
                  const broken = new Promise((done) => {
                    client.rest.get = () => {
                      client.connection.stop();
                      done();
                      return Promise.reject(new Error('gone'));
                    };
                  });
                  client.connection.stop();
                  client.connection.start();
                  await broken;
                  await new Promise((next) => setTimeout(next, 50));
                  return told;
                }""");
        assertThat(told).isEqualTo(0);
    }

    /** The server may be too busy to respond to a resync. */
    @Test
    void clientResumesInterruptedSync() {
        var room = ann.room("mole");
        page.waitForFunction("room => client.store.rooms.has(room)", room);
        var asked = page.evaluate("""
                async () => {
                  const { connection } = client;
                  const ask = connection.ask.bind(connection);
                  const told = [];
                  connection.ask = async (frame) => {
                    if (frame.type !== 'sync') return ask(frame);
                    told.push('asked');
                    if (told.length < 3) throw new Error('busy');
                    return ask(frame);
                  };
                  const caughtUp = new Promise((done) => client.addEventListener('caughtup', done));
                  client.addEventListener('caughtup', () => told.push('caught up'));
                  connection.stop();
                  connection.start();
                  await caughtUp;
                  return told;
                }""");
        assertThat(asked).isEqualTo(List.of("asked", "asked", "asked", "caught up"));
    }

    @Test
    void refusalNamesField() {
        var problem = page.evaluate(
                "client.rest.post('chat/rooms/', { title: 7 }).catch((it) => [it instanceof Problem, it.status, it.code, it.field, it.isPassing])");
        assertThat(problem).isEqualTo(List.of(true, 400, "invalid", "title", false));
        forgive("status of 400");
    }

    @Test
    void refusedMessageFailsAndCanBeDiscarded() {
        var room = ann.room("pier");
        page.evaluate(
                "room => { client.send({ room_id: room, body: '   ' }); client.send({ room_id: room, body: 'fine' }); }",
                room);
        page.waitForFunction("client.outbox.entries.length === 1 && client.outbox.entries[0].state === 'failed'");
        page.evaluate("client.outbox.discard(client.outbox.entries[0].client_id)");
        assertThat(page.evaluate("client.outbox.entries.length")).isEqualTo(0);
        assertThat(ann.get("rooms/" + room + "/messages/").at("/results/0/body").asText())
                .isEqualTo("fine");
    }

    @Test
    void reconnectDelaysGrowWithJitterUpToLimit() {
        assertThat(page.evaluate("[0, 1, 4, 40].map((failures) => delayAfter(failures, () => 1))"))
                .isEqualTo(List.of(500, 1_000, 8_000, 30_000));
        assertThat(page.evaluate("delayAfter(4, () => 0)")).isEqualTo(0);
    }

    /** Reordered, repeated and late frames change nothing; a missing one is requested. */
    @Test
    void framesAreAppliedOnceAndGapsDetected() {
        var room = ann.room("quay");
        page.waitForFunction("room => client.store.rooms.has(room)", room);
        page.evaluate("room => client.history.open(room)", room);
        var frames = page.evaluate("""
                async (room) => {
                  const seen = [];
                  client.connection.addEventListener('frame', ({ detail }) => seen.push(detail));
                  await client.rest.post(`chat/rooms/${room}/messages/`, { body: 'one' });
                  while (!seen.some((frame) => frame.type === 'message.created')) await new Promise((next) => setTimeout(next, 10));
                  const first = seen.find((frame) => frame.type === 'message.created');
                  const again = () => client.connection.dispatchEvent(new CustomEvent('frame', { detail: first }));
                  again(); again();
                  const late = structuredClone(first);
                  late.messages[0].version -= 1; late.messages[0].body = 'older wording';
                  client.connection.dispatchEvent(new CustomEvent('frame', { detail: late }));
                  const hole = structuredClone(first);
                  hole.version += 5;
                  client.connection.dispatchEvent(new CustomEvent('frame', { detail: hole }));
                  while (!seen.some((frame) => frame.type === 'synced')) await new Promise((next) => setTimeout(next, 10));
                  return [client.store.timeline(room).messages.map((it) => it.body), client.store.rooms.get(room).message_total_count];
                }""", room);
        assertThat(frames).isEqualTo(List.of(List.of("one"), 1));
    }

    private void forgive(String pattern) {
        visitors().forEach(visitor -> visitor.forgive(pattern));
    }
}
