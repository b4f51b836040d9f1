package dev.confab.chat.domain.port;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;

/** The contracts of the ports other than stores, run on the in-memory twins. */
class InMemoryPortsTest {

    @Nested
    class OfRoomEvents extends RoomEventsContract {
        private final InMemoryRoomEvents events = new InMemoryRoomEvents();

        @Override
        protected RoomEvents here() {
            return events;
        }

        @Override
        protected RoomEvents there() {
            return events;
        }
    }

    @Nested
    class OfUserEvents extends UserEventsContract {
        private final InMemoryUserEvents events = new InMemoryUserEvents();

        @Override
        protected UserEvents here() {
            return events;
        }

        @Override
        protected UserEvents there() {
            return events;
        }
    }

    @Nested
    class OfPresence extends PresenceStoreContract {
        private final InMemoryPresenceStore presence = new InMemoryPresenceStore();

        @Override
        protected PresenceStore presence() {
            return presence;
        }
    }

    @Nested
    class OfPasswords extends PasswordHasherContract {
        private final InMemoryPasswordHasher hasher = new InMemoryPasswordHasher();

        @Override
        protected PasswordHasher hasher() {
            return hasher;
        }

        @Override
        protected PasswordHasher weaker() {
            return InMemoryPasswordHasher.ofYesterday();
        }
    }

    @Nested
    class OfTokens extends TokenSignerContract {
        private final InMemoryTokenSigner signer = new InMemoryTokenSigner();
        private final InMemoryTokenSigner stranger = new InMemoryTokenSigner();

        @Override
        protected TokenSigner signer() {
            return signer;
        }

        @Override
        protected TokenSigner stranger() {
            return stranger;
        }
    }

    @Nested
    class OfIds extends IdSourceContract {
        private final AtomicLong series = new AtomicLong();

        @Override
        protected IdSource ids() {
            return new SequentialIds(series.addAndGet(4));
        }
    }

    @Nested
    class OfSecrets extends SecretSourceContract {
        private final AtomicLong series = new AtomicLong();

        @Override
        protected SecretSource secrets() {
            return new SequentialSecrets(series.incrementAndGet());
        }
    }

    @Nested
    class OfImageCodecs extends ImageCodecContract {
        @Override
        protected ImageCodec codec() {
            return new InMemoryImageCodec();
        }

        @Override
        protected byte[] sample() {
            return InMemoryImageCodec.image(640, 480, "");
        }
    }

    @Nested
    class OfImageFiles extends ImageStoreContract {
        private final InMemoryImageStore images = new InMemoryImageStore(clock);

        @Override
        protected ImageStore images() {
            return images;
        }
    }
}
