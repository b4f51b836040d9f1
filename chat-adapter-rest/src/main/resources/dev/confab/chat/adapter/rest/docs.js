// A token goes in under "Authorize"; it is forgotten with the page.
SwaggerUIBundle({
    url: new URL('../openapi.json', document.currentScript.src).href,
    dom_id: '#docs',
    deepLinking: true,
    docExpansion: 'list',
    displayRequestDuration: true,
    tryItOutEnabled: true,
    persistAuthorization: false,
    queryConfigEnabled: false,
    validatorUrl: null,
});
