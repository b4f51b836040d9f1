package dev.confab.chat.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.adapter.rest.RestAdapter.Address;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** Servers with different public addresses and proxies, which address tests share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AddressedServers {

    static final String LOOPBACK = "127.0.0.1";

    static final Pattern SERVER = Pattern.compile("\"servers\":\\[\\{\"url\":\"([^\"]*)\"}]");

    final TestServer behind = TestServer.at(Address.ANY, LOOPBACK);

    final TestServer behindOthers = TestServer.at(Address.ANY, "10.0.0.0/8");

    final TestServer known = at("https://chat.example.org/team/", Set.of());

    final TestServer listed = at("https://chat.example.org", Set.of("Other.example.", "::1", "10.1.2.3"));

    final TestServer onlyListed = TestServer.at(new Address(null, Set.of("chat.example.org")));

    static TestServer at(String url, Set<String> hosts) {
        return TestServer.at(new Address(URI.create(url), hosts), LOOPBACK);
    }

    @AfterAll
    void stop() {
        List.of(behind, behindOthers, known, listed, onlyListed).forEach(TestServer::close);
    }

    static String get(TestServer server, String path, String... headers) {
        var lines = new ArrayList<>(List.of("GET " + path + " HTTP/1.1", "Connection: close"));
        lines.addAll(List.of(headers));
        return RawHttp.send(server, lines.toArray(String[]::new));
    }

    static String address(TestServer server, String... headers) {
        return address(get(server, "/openapi.json", headers));
    }

    static String address(String answer) {
        var found = SERVER.matcher(answer);
        assertThat(found.find()).as(answer.lines().findFirst().orElse("")).isTrue();
        return found.group(1);
    }
}
