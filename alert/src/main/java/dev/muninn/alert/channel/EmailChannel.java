package dev.muninn.alert.channel;

import dev.muninn.alert.config.Settings;
import dev.muninn.alert.http.DeniedAddressException;
import dev.muninn.alert.http.DeniedNetworks;
import dev.muninn.alert.http.Reach;
import dev.muninn.alert.http.TlsTerms;
import dev.muninn.alert.message.Message;
import dev.muninn.model.Clock;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** E-mail: text and HTML in one, all mails of a group in one thread. */
final class EmailChannel implements Channel {

    private static final System.Logger LOGGER = System.getLogger(EmailChannel.class.getName());

    private static final String TIMEOUT_MILLIS = "10000";

    private static final int IMPLICIT_TLS_PORT = 465;

    private final ChannelTexts texts;
    private final DeniedNetworks denied;
    private final Reach.Names names;
    private final Clock clock;

    EmailChannel(ChannelTexts texts, DeniedNetworks denied, Reach.Names names, Clock clock) {
        this.texts = texts;
        this.denied = denied;
        this.names = names;
        this.clock = clock;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        try {
            checkServer();
            Session session = session();
            MimeMessage mail = mail(session, message);
            Transport.send(mail);
            return new Outcome.Told("accepted by " + texts.settings().text("smarthost"), Map.of());
        } catch (DeniedAddressException e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        } catch (AddressException e) {
            return new Outcome.Refused("an address is none: " + e.getMessage());
        } catch (MessagingException e) {
            return failure(e);
        }
    }

    /**
     * Not even a connection is made to a denied address; one to which the name leads by then is
     * left to the sockets.
     */
    private void checkServer() throws DeniedAddressException {
        InetAddress address;
        try {
            address = names.address(host());
        } catch (UnknownHostException e) {
            // To be said by the one who connects.
            LOGGER.log(System.Logger.Level.DEBUG, "unknown mail server", e);
            return;
        }
        denied.check(address);
    }

    private String host() {
        String place = texts.settings().text("smarthost");
        int colon = place.lastIndexOf(':');
        return colon < 0 ? place : place.substring(0, colon);
    }

    private Session session() {
        Settings settings = texts.settings();
        String place = settings.text("smarthost");
        String host = host();
        int port =
                host.length() == place.length()
                        ? 25
                        : Integer.parseInt(place.substring(host.length() + 1));
        Properties properties = new Properties();
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", String.valueOf(port));
        properties.put("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.localhost", settings.text("hello", "localhost"));
        properties.put("mail.mime.charset", "UTF-8");
        boolean isImplicit = settings.flag("force_implicit_tls", port == IMPLICIT_TLS_PORT);
        boolean needsTls = settings.flag("require_tls", true);
        properties.put("mail.smtp.ssl.enable", String.valueOf(isImplicit));
        properties.put("mail.smtp.starttls.enable", String.valueOf(!isImplicit));
        properties.put("mail.smtp.starttls.required", String.valueOf(needsTls && !isImplicit));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        TlsTerms terms = TlsSettings.terms(settings.section("tls_config"));
        if (!terms.versions().isEmpty()) {
            properties.put("mail.smtp.ssl.protocols", String.join(" ", terms.versions()));
        }
        properties.put("mail.smtp.socketFactory", new MailSockets(denied));
        properties.put(
                "mail.smtp.ssl.socketFactory",
                new MailTlsSockets(terms.context().getSocketFactory(), terms.serverName(), denied));
        // Else one that looks at no address connects in their place.
        properties.put("mail.smtp.socketFactory.fallback", "false");
        String user = settings.text("auth_username");
        if (user.isEmpty()) {
            return Session.getInstance(properties);
        }
        properties.put("mail.smtp.auth", "true");
        return Session.getInstance(properties, authenticator(user, settings));
    }

    private static Authenticator authenticator(String user, Settings settings) {
        String password = Secrets.text(settings, "auth_password");
        String secret = password.isEmpty() ? Secrets.text(settings, "auth_secret") : password;
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(user, secret);
            }
        };
    }

    private MimeMessage mail(Session session, Message message) throws MessagingException {
        String from = texts.text("from", "", message);
        String domain = from.contains("@") ? from.replaceAll(".*@|>.*", "") : "muninn";
        MimeMessage mail = new NamedMail(session, "<" + message.deliveryId() + "@" + domain + ">");
        mail.setFrom(new InternetAddress(from));
        mail.setRecipients(
                jakarta.mail.Message.RecipientType.TO,
                InternetAddress.parse(texts.text("to", "", message)));
        mail.setHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.ofEpochMilli(clock.millis()).atOffset(ZoneOffset.UTC)));
        mail.setSubject(
                texts.title("subject", "{{ template \"email.default.subject\" . }}", message),
                StandardCharsets.UTF_8.name());
        // No out-of-office answers, and something for filters to hold on to.
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Muninn-Group", message.groupHash());
        String root = "<alert-" + message.groupHash().substring(0, 16) + "@" + domain + ">";
        mail.setHeader("References", root);
        mail.setHeader("In-Reply-To", root);
        for (Map.Entry<String, String> header : texts.settings().texts("headers").entrySet()) {
            setHeader(mail, header.getKey(), texts.render(header.getValue(), message));
        }
        mail.setContent(content(message));
        return mail;
    }

    private static void setHeader(MimeMessage mail, String name, String value)
            throws MessagingException {
        if (name.equalsIgnoreCase("Subject")) {
            mail.setSubject(value, StandardCharsets.UTF_8.name());
        } else {
            mail.setHeader(name, value);
        }
    }

    private MimeMultipart content(Message message) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(
                texts.text("text", "{{ template \"email.default.text\" . }}", message),
                StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(
                texts.html("html", "{{ template \"email.default.html\" . }}", message),
                StandardCharsets.UTF_8.name(),
                "html");
        text.setHeader("Content-Transfer-Encoding", "quoted-printable");
        html.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return new MimeMultipart("alternative", text, html);
    }

    /** Codes from 500 on will not change; all else may be a matter of time. */
    private static Outcome failure(MessagingException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof DeniedAddressException denied) {
                return new Outcome.Refused(String.valueOf(denied.getMessage()));
            }
        }
        String detail = String.valueOf(e.getMessage()).strip();
        return detail.matches("(?s)5\\d\\d[ -].*") || isRefusedLogin(e)
                ? new Outcome.Refused(detail)
                : new Outcome.TryAgain(detail, Duration.ZERO);
    }

    private static boolean isRefusedLogin(@Nullable Throwable e) {
        return e instanceof jakarta.mail.AuthenticationFailedException;
    }

    /** A mail whose name in threads is ours to give, so that a second copy has the same. */
    private static final class NamedMail extends MimeMessage {
        private final String name;

        NamedMail(Session session, String name) {
            super(session);
            this.name = name;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", name);
        }
    }
}
