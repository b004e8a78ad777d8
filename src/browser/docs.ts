/** The global function of `swagger-ui-bundle.js`, which the page loads before this script. */
declare const SwaggerUIBundle: (options: Readonly<Record<string, unknown>>) => unknown;

/*
 * Shows the API documentation. The page sends nothing to other servers: no validator, no fonts, no examples. A token
 * stays in the page and is gone when the person leaves it.
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
