package dev.confab.chat.adapter.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.domain.device.Push;
import dev.confab.chat.domain.port.PushGateway;
import dev.confab.chat.domain.user.Email;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.Semaphore;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends each push as one mail. Senders wait while too many connections are open. */
final class MailGateway implements PushGateway {

    private static final Logger LOG = LoggerFactory.getLogger(MailGateway.class);

    private static final Duration PAUSE_FOR_CREDENTIALS = Duration.ofMinutes(5);

    private final MailAdapter.Settings settings;
    private final Session session;
    private final Semaphore connections = new Semaphore(MailAdapter.MAX_CONNECTIONS, true);

    MailGateway(MailAdapter.Settings settings) {
        this.settings = settings;
        this.session = Session.getInstance(settings.properties());
    }

    /** Sends a push. Addresses stored before the rule became strict may be malformed, and are refused for good. */
    @Override
    public Outcome send(Push push) {
        if (!Email.isWellFormed(push.device().token().value())) {
            return new Outcome.Refused("no e-mail address");
        }
        connections.acquireUninterruptibly();
        try {
            Transport.send(mail(push), settings.user(), settings.password());
            return new Outcome.Delivered();
        } catch (AuthenticationFailedException refused) {
            LOG.error("Mail server refuses the credentials; mails are retried in 5 minutes");
            return new Outcome.Retry(PAUSE_FOR_CREDENTIALS, "credentials refused");
        } catch (MessagingException failure) {
            return outcome(code(failure));
        } finally {
            connections.release();
        }
    }

    /** Maps an SMTP reply code. Codes from 500 are permanent, including an unknown mailbox. */
    private static Outcome outcome(int code) {
        return code >= 500
                ? new Outcome.Refused("SMTP " + code)
                : new Outcome.Retry(Duration.ZERO, code == 0 ? "no connection" : "SMTP " + code);
    }

    private static int code(MessagingException failure) {
        if (failure instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        if (failure.getNextException() instanceof MessagingException next) {
            return code(next);
        }
        return failure instanceof SMTPSendFailedException sending ? sending.getReturnCode() : 0;
    }

    private MimeMessage mail(Push push) throws MessagingException {
        var mail = new IdentifiedMail(session, push);
        mail.setFrom(new InternetAddress(settings.from()));
        mail.setRecipient(
                RecipientType.TO, new InternetAddress(push.device().token().value(), true));
        mail.setSubject(subject(push), UTF_8.name());
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setSentDate(Date.from(push.message().created()));
        mail.setText(text(push), UTF_8.name());
        return mail;
    }

    private static String subject(Push push) {
        return (push.unread() > 1 ? push.unread() + " new messages, in " : "A new message in ")
                + push.title().replaceAll("\\p{Cntrl}", " ");
    }

    private static String text(Push push) {
        var rest = push.unread() > 1 ? "\n\nIn all, " + push.unread() + " messages wait for you." : "";
        return push.title() + "\n\n" + push.text() + rest + "\n";
    }

    /** A mail with an id derived from the push, so that mail programs show a repeated push once. */
    private static final class IdentifiedMail extends MimeMessage {

        private final String id;

        IdentifiedMail(Session session, Push push) {
            super(session);
            id = "<" + push.message().id() + "." + push.device().id() + "@confab>";
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
