import express, { type Express, type Response } from 'express';
import { createRequire } from 'node:module';

/**
 * The OpenAPI document, and a page to read it on. Everything comes from this server: a strict
 * policy stops anything that would call elsewhere.
 */
export function mountDocs(app: Express, document: object): void {
  const text = JSON.stringify(document);
  app.get('/openapi.json', (_request, response) => {
    response.locals.route = '/openapi.json';
    response.set('Cache-Control', 'public, no-cache').type('application/json').send(text);
  });
  app.get('/docs', (_request, response) => {
    response.locals.route = '/docs';
    protect(response);
    response.type('html').send(PAGE);
  });
  app.get('/docs/start.js', (_request, response) => {
    response.locals.route = '/docs';
    response.type('text/javascript').send(START);
  });
  const files = createRequire(import.meta.url).resolve('swagger-ui-dist/swagger-ui-bundle.js');
  app.use(
    '/docs',
    (request, response, next) => {
      response.locals.route = '/docs';
      if (SERVED.has(request.path)) next();
      else next('router');
    },
    express.static(files.slice(0, files.lastIndexOf('swagger-ui-bundle.js')), {
      index: false,
      fallthrough: true,
      maxAge: '1h',
    }),
  );
}

const SERVED = new Set(['/swagger-ui-bundle.js', '/swagger-ui.css', '/favicon-32x32.png']);

/** Swagger UI writes style attributes; nothing else of it needs an exception. */
function protect(response: Response): void {
  response.set(
    'Content-Security-Policy',
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
}

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Churn Card API</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<div id="docs"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</html>
`;

const START = `SwaggerUIBundle({
  url: '/openapi.json',
  domNode: document.getElementById('docs'),
  validatorUrl: null,
  deepLinking: true,
});
`;
