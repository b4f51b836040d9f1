package dev.confab.chat.app.web;

class CaddyTest extends ReverseProxyTest {

    CaddyTest() {
        super(ReverseProxy.Program.CADDY, 0, true);
    }
}
