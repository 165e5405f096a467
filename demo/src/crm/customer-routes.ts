import { Router, urlencoded, type Request, type Response } from 'express';
import type { Customer, CustomerBook } from './customer.ts';
import { documentsOf } from './documents.ts';
import { inputsOf } from './field-map.ts';
import { customerFrame, customerPage, TABS, type Tab } from './pages/customer-page.ts';
import { documentSheet } from './pages/documents-tab.ts';
import { editForm, readForm } from './pages/edit-form.ts';
import { problemPage } from './pages/problem-page.ts';
import { AGENT } from './profile.ts';
import type { View } from './view.ts';

type WithCustomer = (request: Request, response: Response, customer: Customer, view: View) => void;

/** The pages of one customer, the form that edits it, and the token for its card. */
export function customerRoutes(book: CustomerBook, viewOf: (request: Request) => View): Router {
  const router = Router();

  const ofCustomer = (answer: WithCustomer) => async (request: Request, response: Response) => {
    const customer = await book.find(String(request.params.id));
    const view = viewOf(request);
    if (customer) answer(request, response, customer, view);
    else response.status(404).send(problemPage(view, 'notFound'));
  };

  const showTab = (tab: Tab) =>
    ofCustomer((request, response, customer, view) => {
      const notice = request.query.saved === '1' ? view.texts.form.saved : undefined;
      response.send(customerPage(view, customer, tab, notice));
    });
  router.get('/customers/:id', showTab('overview'));
  for (const tab of TABS.slice(1)) router.get(`/customers/:id/${tab}`, showTab(tab));

  router.get(
    '/customers/:id/documents/:number',
    ofCustomer((request, response, customer, view) => {
      const documents = documentsOf(customer, view.today);
      const document = documents.find(({ number }) => String(number) === request.params.number);
      if (!document) {
        response.status(404).send(problemPage(view, 'notFound'));
        return;
      }
      const sheet = documentSheet(view, customer, document);
      response.send(customerFrame(view, customer, 'documents', sheet));
    }),
  );

  router.get(
    '/customers/:id/edit',
    ofCustomer((_request, response, customer, view) => {
      const form = editForm(view, customer.id, inputsOf(customer.fields), []);
      response.send(customerFrame(view, customer, null, form));
    }),
  );

  router.post('/customers/:id', urlencoded({ extended: false }), async (request, response) => {
    const view = viewOf(request);
    const customer = await book.find(String(request.params.id));
    if (!customer) {
      response.status(404).send(problemPage(view, 'notFound'));
      return;
    }
    const inputs = readForm(new URLSearchParams(request.body as Record<string, string>));
    const refusals = await book.save(customer.id, inputs);
    if (refusals.length === 0) {
      response.redirect(303, `/customers/${encodeURIComponent(customer.id)}?saved=1`);
      return;
    }
    const form = editForm(view, customer.id, inputs, refusals);
    response.status(422).send(customerFrame(view, customer, null, form));
  });

  // The page asks its own back end; only that holds the key. A real CRM looks here whether the
  // agent who is logged in may see this customer at all.
  router.get('/api/churn-token', async (request, response) => {
    const { customer } = request.query;
    const origin = `${request.protocol}://${request.get('Host')}`;
    const token =
      typeof customer === 'string' ? await book.mintToken(customer, AGENT.id, origin) : null;
    if (token) response.json(token);
    else response.status(404).json({ error: 'There is no such customer.' });
  });

  return router;
}
