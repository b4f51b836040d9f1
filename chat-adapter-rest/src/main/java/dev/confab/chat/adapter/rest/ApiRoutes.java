package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.FileSigner;
import dev.confab.chat.application.Chat;

/** All routes of the API. */
record ApiRoutes(Chat chat, FileSigner files, RestAdapter.Settings settings) {

    void register(Routes routes) {
        new HealthRoutes(settings.health()).register(routes);
        new MetricsRoute(settings.metrics()).register(routes);
        chat.accounts().ifPresent(accounts -> {
            new AuthRoutes(accounts).register(routes);
            new AccountRoutes(accounts).register(routes);
        });
        registerRooms(routes);
        registerMessages(routes);
        registerAdministration(routes);
        new DocsRoutes(routes).register();
    }

    private void registerRooms(Routes routes) {
        new UserRoutes(chat.directory(), chat.presence()).register(routes);
        new RoomRoutes(chat.rooms(), chat.images(), settings.clock()).register(routes);
        new MembershipRoutes(chat.members(), chat.presence()).register(routes);
        new MemberRoutes(chat.members(), chat.presence()).register(routes);
        new InviteRoutes(chat.invites()).register(routes);
        new CategoryRoutes(chat.categories()).register(routes);
        new DeviceRoutes(chat.devices()).register(routes);
    }

    private void registerMessages(Routes routes) {
        new ReceiptRoutes(chat.receipts()).register(routes);
        var reactions = new ReactionRoutes(chat.reactions());
        reactions.register(routes);
        new MessageRoutes(chat.messaging(), reactions).register(routes);
        new ImageRoutes(chat.images(), files).register(routes);
        new SystemMessageRoutes(chat.messaging()).register(routes);
    }

    private void registerAdministration(Routes routes) {
        new AdminUserRoutes(chat.administration()).register(routes);
        new AdminRoomRoutes(chat.administration(), chat.presence()).register(routes);
        new AdminNodeRoutes(chat.administration(), settings.node(), settings.clock()).register(routes);
    }
}
