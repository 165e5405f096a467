import { request } from 'node:http';
import { expect, test } from 'vitest';
import { bookOf, customer, startCrm } from './crm.ts';

const FORM = {
  products: '1',
  isActive: 'no',
  balance: '10.5',
  hasCreditCard: '',
  creditScore: '',
  salary: '1e4',
  tenureYears: '3',
  age: '50',
  country: 'Spain',
  gender: 'Male',
};

test('a saved form reaches the churn server as inputs of the model, empty fields as missing', async () => {
  const { book, saved } = bookOf(customer());
  const crm = await startCrm(book);
  const answer = await crm.post('/customers/C-1', FORM);
  expect(answer.status).toBe(303);
  expect(answer.headers.get('Location')).toBe('/customers/C-1?saved=1');
  const inputs = {
    NumOfProducts: 1,
    IsActiveMember: false,
    Balance: 10.5,
    HasCrCard: null,
    CreditScore: null,
    EstimatedSalary: 10_000,
    Tenure: 3,
    Age: 50,
    Geography: 'Spain',
    Gender: 'Male',
  };
  expect(saved).toEqual([{ id: 'C-1', inputs }]);
});

test('what the churn server refuses is shown in the form, with what was typed', async () => {
  const crm = await startCrm(bookOf(customer()).book);
  const answer = await crm.post('/customers/C-1', { ...FORM, creditScore: '1e9' });
  expect(answer.status).toBe(422);
  const text = await answer.text();
  expect(text).toContain('CreditScore must be at most 1000');
  expect(text).toContain('value="1000000000"');
});

test('a text that is no number is left for the churn server to refuse', async () => {
  const { book, saved } = bookOf(customer());
  const crm = await startCrm(book);
  await crm.post('/customers/C-1', { ...FORM, balance: 'lots' });
  expect(saved[0].inputs).toMatchObject({ Balance: 'lots' });
});

test('a token is for the one customer, the agent who is logged in, and the origin of the page', async () => {
  const { book, minted } = bookOf(customer());
  const crm = await startCrm(book);
  const answer = await crm.get('/api/churn-token?customer=C-1', {
    'Sec-Fetch-Site': 'same-origin',
  });
  expect(await answer.json()).toMatchObject({ token: 'token of C-1' });
  expect(minted).toEqual([{ customerId: 'C-1', agentId: 'agent-7', origin: crm.address }]);
});

test('a foreign page gets no token and saves nothing', async () => {
  const { book, saved, minted } = bookOf(customer());
  const crm = await startCrm(book);
  const foreign = { 'Sec-Fetch-Site': 'cross-site' };
  expect((await crm.get('/api/churn-token?customer=C-1', foreign)).status).toBe(403);
  const posted = { ...foreign, 'Sec-Fetch-Mode': 'navigate' };
  expect((await crm.post('/customers/C-1', FORM, posted)).status).toBe(403);
  expect([saved, minted]).toEqual([[], []]);
});

test('a foreign name that points to this machine is turned away', async () => {
  const crm = await startCrm(bookOf(customer()).book);
  const status = await new Promise((resolve) => {
    const headers = { Host: 'evil.example' };
    request(`${crm.address}/customers`, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).end();
  });
  expect(status).toBe(421);
});
