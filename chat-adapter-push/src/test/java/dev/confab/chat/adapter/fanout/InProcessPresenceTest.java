package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.PresenceStoreContract;

class InProcessPresenceTest extends PresenceStoreContract {

    private final PresenceStore presence = FanOutAdapter.inProcess().presence();

    @Override
    protected PresenceStore presence() {
        return presence;
    }
}
