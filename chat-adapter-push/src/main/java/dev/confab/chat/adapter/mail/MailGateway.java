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

/** One mail for each push; whoever comes while too many are under way waits. */
final class MailGateway implements PushGateway {

    private static final Logger LOG = LoggerFactory.getLogger(MailGateway.class);

    private static final Duration PAUSE_FOR_CREDENTIALS = Duration.ofMinutes(5);

    private final MailAdapter.Settings settings;
    private final Session session;
    private final Semaphore mails = new Semaphore(MailAdapter.MOST_MAILS, true);

    MailGateway(MailAdapter.Settings settings) {
        this.settings = settings;
        this.session = Session.getInstance(settings.properties());
    }

    /** Addresses from before the rule was strict may not be ones; no later try makes them any better. */
    @Override
    public Outcome send(Push push) {
        if (!Email.isWellFormed(push.device().token().value())) {
            return new Outcome.Refused("no e-mail address");
        }
        mails.acquireUninterruptibly();
        try {
            Transport.send(mail(push), settings.user(), settings.password());
            return new Outcome.Delivered();
        } catch (AuthenticationFailedException refused) {
            LOG.error("The mail server does not accept the credentials");
            return new Outcome.Retry(PAUSE_FOR_CREDENTIALS, "credentials refused");
        } catch (MessagingException failure) {
            return outcome(code(failure));
        } finally {
            mails.release();
        }
    }

    /** What begins with a 5 is for good; that includes an address that nobody has. */
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
        var mail = new Identified(session, push);
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

    /** The same push has the same id, by which mail programs show it once. */
    private static final class Identified extends MimeMessage {

        private final String id;

        Identified(Session session, Push push) {
            super(session);
            id = "<" + push.message().id() + "." + push.device().id() + "@confab>";
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
