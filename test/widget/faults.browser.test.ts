import '../../widget/src/index.ts';
import { afterEach, beforeEach, describe, expect, it } from '../support/element-test.ts';
import { high, tooLittle } from './gallery/cards.ts';
import { problem, type FakeAnswer } from './gallery/fake-fetch.ts';
import { settled } from './gallery/show-case.ts';
import { fakeServer, textOf, watchUncaught } from './page-tools.ts';

let server: ReturnType<typeof fakeServer>;
let uncaught: () => string[];
beforeEach(() => {
  server = fakeServer();
  uncaught = watchUncaught();
});
afterEach(() => {
  document.body.replaceChildren();
  server.restore();
});

const ok = (json: unknown): FakeAnswer => ({ status: 200, json });
const whole = JSON.stringify(high);

const FAULTS: readonly (readonly [string, FakeAnswer])[] = [
  ['no network', 'network-error'],
  ['401', problem(401, 'unauthorized')],
  ['403', problem(403, 'forbidden')],
  ['404', problem(404, 'not_found')],
  ['404 of another server', { status: 404, text: '<h1>Not found</h1>' }],
  ['409', problem(409, 'conflict')],
  ['422', problem(422, 'validation_failed')],
  ['429', problem(429, 'rate_limited', { 'Retry-After': '7' })],
  ['500', problem(500, 'internal')],
  ['502 with a page', { status: 502, text: '<h1>Bad gateway 63%</h1>' }],
  ['503', problem(503, 'unavailable', { 'Retry-After': 'soon' })],
  ['503 without a model', problem(503, 'no_model')],
  ['504 without a body', { status: 504 }],
  ['304 out of the blue', { status: 304 }],
  ['a page with status 200', { status: 200, text: '<!doctype html><p>Sign in: 63 %' }],
  ['JSON that was cut', { status: 200, text: whole.slice(0, whole.length / 2) }],
  ['JSON twice', { status: 200, text: whole + whole }],
  ['an empty body', { status: 200, text: '' }],
  ['null', ok(null)],
  ['a list', ok([high])],
  ['a score of 1.7', ok({ ...high, probability: 1.7 })],
  ['a score of -0.1', ok({ ...high, probability: -0.1 })],
  ['a score that is text', ok({ ...high, probability: '63' })],
  ['a score that is not a number', { status: 200, text: whole.replace('0.6312', 'NaN') }],
  ['a score of 1e999', { status: 200, text: whole.replace('0.6312', '1e999') }],
  ['no score', ok({ ...high, probability: undefined })],
  ['reasons that are text', ok({ ...high, contributions: 'none' })],
  ['reasons that do not add up', ok({ ...high, base: 0 })],
  ['a band of another version', ok({ ...high, band: 'critical' })],
  ['a state of another version', ok({ ...high, state: 'paused' })],
  ['another customer', ok({ ...high, customerId: 'C-2' })],
  ['missing inputs without names', ok({ ...tooLittle, missing: [null] })],
  ['megabytes', { status: 200, text: ' '.repeat(5e6) + whole }],
];

describe('a server that answers with', () => {
  for (const [name, answer] of FAULTS) {
    it(`${name} gets neither a number onto the screen nor an exception into the page`, async () => {
      server.card('C-1', [answer]);
      document.body.innerHTML = '<churn-card customer-id="C-1" token-url="/token"></churn-card>';
      const card = document.querySelector('churn-card');
      if (!card) throw new Error('the page must contain the card');
      await settled(card);
      await card.updateComplete;
      expect(textOf(card)).not.to.match(/%|\b63\b|NaN|undefined|null|\[object/);
      expect(card.shadowRoot?.querySelector('.number, .band, .fill')).to.equal(null);
      expect(textOf(card).length).to.be.above(30);
      expect(uncaught()).to.deep.equal([]);
    });
  }
});

const TOKEN_FAULTS: readonly (readonly [string, () => unknown])[] = [
  [
    'throws',
    () => {
      throw new Error('session is over');
    },
  ],
  [
    'throws something that is no error',
    () => {
      throw 'session is over' as unknown as Error;
    },
  ],
  ['rejects', () => Promise.reject(new Error('session is over'))],
  ['returns nothing', () => undefined],
  ['returns null', () => null],
  ['returns an object without a token', () => ({ jwt: 'x' })],
  ['returns a token with a line break', () => 'a\r\nb'],
];

describe('a tokenProvider that', () => {
  for (const [name, provider] of TOKEN_FAULTS) {
    it(`${name} leaves a card that says so`, async () => {
      server.card('C-1', [ok(high)]);
      const card = document.createElement('churn-card');
      Object.assign(card, { customerId: 'C-1', tokenProvider: provider });
      document.body.append(card);
      await settled(card);
      await card.updateComplete;
      expect(textOf(card)).to.contain('could not get access');
      expect(server.requests).to.deep.equal([]);
      expect(uncaught()).to.deep.equal([]);
    });
  }
});

describe('text of a customer', () => {
  it('is text, whatever it looks like', async () => {
    const evil = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>${7*7}';
    const contributions = high.contributions.map((reason) => ({ ...reason, sentence: evil }));
    server.card('C-1', [
      ok({
        ...high,
        horizon: evil,
        contributions,
        doubts: [{ code: 'missing', feature: null, sentence: evil }],
      }),
    ]);
    document.body.innerHTML = '<churn-card customer-id="C-1" token-url="/token"></churn-card>';
    const card = document.querySelector('churn-card');
    if (!card) throw new Error('the page must contain the card');
    await settled(card);
    await card.updateComplete;
    expect(card.shadowRoot?.querySelector('img, script')).to.equal(null);
    expect(textOf(card)).to.contain(evil);
    expect(Object.hasOwn(window, 'hacked')).to.equal(false);
    expect(uncaught()).to.deep.equal([]);
  });
});
