/** What `swagger-ui-bundle.js`, which the page loads before this, leaves for others. */
declare const SwaggerUIBundle: (options: Readonly<Record<string, unknown>>) => unknown;

/*
 * The API documentation. Nothing is asked of anybody else's servers: no validator, no fonts, no examples. A token stays
 * in the page and goes when it is left.
 */
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  validatorUrl: null,
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  tryItOutEnabled: true,
});
