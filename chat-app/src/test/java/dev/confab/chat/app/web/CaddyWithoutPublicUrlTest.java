package dev.confab.chat.app.web;

class CaddyWithoutPublicUrlTest extends ReverseProxyTest {

    CaddyWithoutPublicUrlTest() {
        super(ReverseProxy.Program.CADDY, 1, false);
    }
}
