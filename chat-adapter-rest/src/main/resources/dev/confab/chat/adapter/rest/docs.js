// A token goes in under "Authorize"; it is forgotten with the page.
SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#docs',
    deepLinking: true,
    docExpansion: 'list',
    displayRequestDuration: true,
    tryItOutEnabled: true,
    persistAuthorization: false,
    queryConfigEnabled: false,
    validatorUrl: null,
});
