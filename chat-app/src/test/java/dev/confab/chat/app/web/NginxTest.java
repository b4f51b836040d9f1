package dev.confab.chat.app.web;

class NginxTest extends ReverseProxyTest {

    NginxTest() {
        super(ReverseProxy.Program.NGINX, 0, true);
    }
}
