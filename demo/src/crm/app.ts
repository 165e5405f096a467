import express, { type ErrorRequestHandler, type Express, type Request } from 'express';
import { fileURLToPath } from 'node:url';
import type { CustomerBook } from './customer.ts';
import { customerRoutes } from './customer-routes.ts';
import { startOfDay } from './days.ts';
import { onlyOwnPages, securityHeaders } from './guard.ts';
import { listCustomers, readListQuery } from './list-query.ts';
import { listPage } from './pages/list-page.ts';
import { problemPage } from './pages/problem-page.ts';
import { tasksPage } from './pages/tasks-page.ts';
import { readPreferences, savePreferences } from './preferences.ts';
import { TEXTS } from './texts.ts';
import type { View } from './view.ts';

export interface CrmOptions {
  readonly book: CustomerBook;
  /** Where the card comes from, such as `http://localhost:8787`. */
  readonly cardServer: string;
  readonly clock: () => Date;
}

/** The CRM: a few pages over the customer book. Knows of the card only its tag. */
export function crmApp({ book, cardServer, clock }: CrmOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(onlyOwnPages, securityHeaders(cardServer));
  app.use('/assets', express.static(ASSETS, { cacheControl: false }));

  const viewOf = (request: Request): View => {
    const { language, theme } = readPreferences(request);
    return { language, theme, texts: TEXTS[language], today: startOfDay(clock()), cardServer };
  };

  app.get('/', (_request, response) => response.redirect(302, '/customers'));
  app.get('/preferences', savePreferences);
  app.get('/customers', async (request, response) => {
    const view = viewOf(request);
    const customers = await book.list();
    const query = readListQuery(new URL(request.originalUrl, 'http://localhost').searchParams);
    const list = listCustomers(customers, query, view.today);
    response.send(listPage(view, query, list, customers.length));
  });
  app.get('/tasks', async (request, response) => {
    response.send(tasksPage(viewOf(request), await book.list()));
  });
  app.use(customerRoutes(book, viewOf));

  app.use((request, response) => {
    response.status(404).send(problemPage(viewOf(request), 'notFound'));
  });
  const onError: ErrorRequestHandler = (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    console.error(`CRM: ${request.method} ${request.path}: ${String(error)}`);
    response.status(502).send(problemPage(viewOf(request), 'noServer'));
  };
  app.use(onError);
  return app;
}

const ASSETS = fileURLToPath(new URL('../../public', import.meta.url));
