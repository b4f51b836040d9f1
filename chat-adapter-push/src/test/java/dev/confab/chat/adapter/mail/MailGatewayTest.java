package dev.confab.chat.adapter.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.device.Push;
import dev.confab.chat.domain.port.PushGateway;
import dev.confab.chat.domain.port.PushGateway.Outcome;
import dev.confab.chat.domain.port.PushGatewayContract;
import dev.confab.chat.domain.port.SamplePush;
import dev.confab.chat.domain.user.Email;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MailGatewayTest extends PushGatewayContract {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private int port;

    @BeforeEach
    void start() {
        server.start();
        port = server.getSmtp().getPort();
        server.setUser("confab@example.org", "confab", "geheim");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Override
    protected PushGateway gateway() {
        return gateway("");
    }

    private PushGateway gateway(String credentials) {
        var url = "smtp://" + credentials + "127.0.0.1:" + port;
        return MailAdapter.gateway(MailAdapter.Settings.of(url, "Confab <confab@example.org>"));
    }

    @Override
    protected Device device() {
        return SamplePush.device(DeviceType.EMAIL, "ann@example.org");
    }

    @Override
    protected List<String> arrived() {
        return Stream.of(server.getReceivedMessages())
                .map(MailGatewayTest::messageId)
                .map(id -> id.substring(1, 37))
                .toList();
    }

    private static String messageId(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (MessagingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    @Override
    protected void goAway() {
        server.stop();
    }

    @Test
    void mailNamesRoomAuthorAndUnreadCount() throws Exception {
        assertThat(gateway().send(SamplePush.to(device()))).isEqualTo(new Outcome.Delivered());
        var mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("3 new messages, in Tea \"Time\"");
        assertThat(mail.getFrom()[0]).hasToString("Confab <confab@example.org>");
        assertThat(mail.getContent().toString())
                .isEqualToIgnoringWhitespace("Tea \"Time\" Ann: Hello 👋 In all, 3 messages wait for you.");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void lineBreakInTitleAddsNoHeader() throws Exception {
        var push = SamplePush.to(device());
        var malicious = new Push(push.device(), push.message(), "Tea\r\nBcc: eve@example.org", push.text(), 1);
        assertThat(gateway().send(malicious)).isEqualTo(new Outcome.Delivered());
        var mail = server.getReceivedMessages()[0];
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getSubject()).isEqualTo("A new message in Tea  Bcc: eve@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b,c@d", "<a@b>", "a@b>\u0001", "no address"})
    void malformedAddressIsRefused(String token) {
        var push = SamplePush.to(SamplePush.device(DeviceType.EMAIL, token));
        assertThat(gateway().send(push)).isEqualTo(new Outcome.Refused("no e-mail address"));
        assertThat(arrived()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "ann.o'hara+news@mail-1.example.co.uk",
                "{a|b}~^$%&*/=?!#`_-@c.example",
                "\u043c@\u043f.\u0440\u0444"
            })
    void validAddressIsAcceptedByTheMailLibrary(String address) {
        assertThatCode(() -> new InternetAddress(Email.parse(address).value(), true).validate())
                .doesNotThrowAnyException();
    }

    @Test
    void credentialsAreSentToTheServer() {
        assertThat(gateway("confab:geheim@").send(SamplePush.to(device()))).isEqualTo(new Outcome.Delivered());
        assertThat(gateway("confab:wrong@").send(SamplePush.to(device())))
                .isInstanceOfSatisfying(
                        Outcome.Retry.class, later -> assertThat(later.reason()).isEqualTo("credentials refused"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mail.example.org", "http://mail.example.org", "smtp://", "smtp:x"})
    void malformedServerUrlIsRefused(String url) {
        assertThatThrownBy(() -> MailAdapter.Settings.of(url, "confab@example.org"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be a URL");
    }

    @Test
    void senderMustBeAnAddress() {
        assertThatThrownBy(() -> MailAdapter.Settings.of("smtp://x", "confab"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be an e-mail address");
        assertThat(MailAdapter.Settings.of("smtps://a:b%40c@mail.example.org", "x@example.org"))
                .satisfies(settings -> {
                    assertThat(settings.port()).isEqualTo(465);
                    assertThat(settings.password()).isEqualTo("b@c");
                    assertThat(settings).hasToString("Settings[mail.example.org:465]");
                });
    }
}
