import '../../widget/src/index.ts';
import { ChurnCard } from '../../widget/src/churn-card.ts';
import { defineChurnCard } from '../../widget/src/churn-card-define.ts';
import { afterEach, beforeEach, describe, expect, it } from '../support/element-test.ts';
import { high, low } from './gallery/cards.ts';
import type { FakeRoute } from './gallery/fake-fetch.ts';
import { fakeServer, nextEvent, seen, textOf, watchUncaught, within } from './page-tools.ts';

const about = (card: object, customerId: string) => ({ ...card, customerId });
const ok = (card: object) => ({ status: 200, json: card });

let server: ReturnType<typeof fakeServer>;
let uncaught: () => string[];
beforeEach(() => {
  server = fakeServer();
  server.card('C-1', [ok(high)]).card('C-2', [ok(about(low, 'C-2'))]);
  uncaught = watchUncaught();
});
afterEach(() => {
  document.body.replaceChildren();
  server.restore();
  expect(uncaught()).to.deep.equal([]);
});

function put(markup = '<churn-card customer-id="C-1" token-url="/token"></churn-card>'): ChurnCard {
  document.body.innerHTML = markup;
  const card = document.querySelector('churn-card');
  if (!card) throw new Error('the markup must contain a churn-card');
  return card;
}

async function putLoaded(route: FakeRoute = [ok(high)]): Promise<ChurnCard> {
  server.card('C-1', route);
  const card = put();
  await nextEvent(card, 'churn-card-load');
  await card.updateComplete;
  return card;
}

/** Everything that a page could notice being written into the card. */
async function mutationsDuring(card: ChurnCard, action: () => Promise<void>): Promise<number> {
  if (!card.shadowRoot) throw new Error('the card must have a shadow root');
  let count = 0;
  const observer = new MutationObserver(({ length }) => (count += length));
  const all = { attributes: true, characterData: true, childList: true, subtree: true };
  observer.observe(card.shadowRoot, all);
  observer.observe(card, all);
  await action();
  await card.updateComplete;
  count += observer.takeRecords().length;
  observer.disconnect();
  return count;
}

describe('a change of customer', () => {
  it('aborts the request for the one before, and its late answer is dropped', async () => {
    server.card('C-1', ['never']);
    const card = put();
    while (server.cardRequests('C-1').length === 0) await seen(card);
    card.customerId = 'C-2';
    await nextEvent(card, 'churn-card-load');
    await card.updateComplete;
    expect(server.cardRequests('C-1')[0].signal?.aborted).to.equal(true);
    expect(textOf(card)).to.contain('6%');
  });

  it('takes the number of the one before away at once', async () => {
    const card = await putLoaded();
    server.card('C-2', ['never']);
    card.customerId = 'C-2';
    await card.updateComplete;
    expect(textOf(card)).not.to.contain('%');
  });

  it('several times in one turn asks once', async () => {
    const card = await putLoaded();
    card.customerId = 'C-7';
    card.customerId = 'C-8';
    card.customerId = 'C-2';
    await nextEvent(card, 'churn-card-load');
    expect(server.cardRequests('C-7').length + server.cardRequests('C-8').length).to.equal(0);
  });

  it('to none says so', async () => {
    const card = await putLoaded();
    card.removeAttribute('customer-id');
    await card.updateComplete;
    expect(textOf(card)).to.contain('No customer selected');
  });
});

describe('a quiet guest', () => {
  it('asks for nothing before it can be seen', async () => {
    const card = put(
      '<div class="far"></div><churn-card customer-id="C-1" token-url="/token"></churn-card>',
    );
    const far = document.querySelector<HTMLElement>('.far');
    if (far) far.style.height = '5000px';
    expect(await seen(card)).to.equal(false);
    expect(server.requests).to.deep.equal([]);
    const loaded = nextEvent(card, 'churn-card-load');
    card.scrollIntoView();
    await loaded;
    expect(server.cardRequests()).to.have.length(1);
  });

  it('asks for nothing in a tab of the host that is not shown', async () => {
    const card = put(
      '<div hidden><churn-card customer-id="C-1" token-url="/token"></churn-card></div>',
    );
    expect(await seen(card)).to.equal(false);
    await card.refresh();
    expect(server.requests).to.deep.equal([]);
  });

  it('writes nothing when the server says that nothing changed', async () => {
    const card = await putLoaded();
    expect(await mutationsDuring(card, () => card.refresh())).to.equal(0);
    expect(server.cardRequests()[1].headers.has('If-None-Match')).to.equal(true);
  });

  it('writes nothing when the same card comes again', async () => {
    let version = 0;
    const card = await putLoaded(() => ({ ...ok(high), headers: { ETag: `"${version++}"` } }));
    expect(await mutationsDuring(card, () => card.refresh())).to.equal(0);
    expect(server.cardRequests()).to.have.length(2);
  });

  it('writes what changed when something changed', async () => {
    const card = await putLoaded([ok(high), ok(low)]);
    expect(await mutationsDuring(card, () => card.refresh())).to.be.above(0);
    expect(textOf(card)).to.contain('6%');
  });

  it('fetches one token for all cards of a customer', async () => {
    document.body.innerHTML =
      '<churn-card customer-id="C-20" token-url="/token"></churn-card>'.repeat(20);
    server.card('C-20', [ok(about(high, 'C-20'))]);
    const cards = [...document.querySelectorAll('churn-card')];
    for (const card of cards) card.style.position = 'fixed';
    await Promise.all(cards.map((card) => nextEvent(card, 'churn-card-load')));
    expect(server.requests.filter(({ url }) => url.pathname === '/token')).to.have.length(1);
  });

  it('keeps no token anywhere in the document', async () => {
    const card = await putLoaded();
    card.tokenProvider = () => 'very-secret';
    await card.refresh();
    const everything = document.documentElement.outerHTML + (card.shadowRoot?.innerHTML ?? '');
    expect(everything).not.to.contain('very-secret');
    expect(JSON.stringify([localStorage, sessionStorage, document.cookie])).not.to.contain(
      'secret',
    );
    const names = Object.getOwnPropertyNames(card);
    expect(names).to.deep.equal([]);
  });

  it('asks again by itself when it comes back into the page only if it must', async () => {
    const card = await putLoaded();
    card.remove();
    document.body.append(card);
    expect(await seen(card)).to.equal(true);
    expect(server.cardRequests()).to.have.length(1);
    expect(textOf(card)).to.contain('63%');
  });

  it('defined twice does no harm', () => {
    defineChurnCard();
    expect(customElements.get('churn-card')).to.equal(ChurnCard);
  });

  it('leaves the content of the host alone', async () => {
    const card = put(
      '<churn-card customer-id="C-1" token-url="/token"><b>Risk</b> of leaving</churn-card>',
    );
    await nextEvent(card, 'churn-card-load');
    expect(card.innerHTML).to.equal('<b>Risk</b> of leaving');
  });
});

describe('events', () => {
  it('tell of a card, a change and an error, through shadow roots', async () => {
    document.body.innerHTML = '<div></div>';
    const host = document.querySelector('div');
    const card = document.createElement('churn-card');
    Object.assign(card, { customerId: 'C-1', tokenUrl: '/token' });
    server.card('C-1', [ok(high), ok(low), { status: 404, json: { code: 'not_found' } }]);
    const heard: [string, unknown][] = [];
    for (const name of ['load', 'change', 'error']) {
      host?.addEventListener(`churn-card-${name}`, (event) =>
        heard.push([name, (event as CustomEvent).detail]),
      );
    }
    host?.attachShadow({ mode: 'open' }).append(card);
    await nextEvent(card, 'churn-card-load');
    await card.refresh();
    await card.refresh();
    const about = { customerId: 'C-1', state: 'scored', model: 'bank', modelVersion: '1' };
    expect(heard).to.deep.equal([
      ['load', { ...about, probability: high.probability, band: 'high' }],
      [
        'change',
        {
          ...about,
          probability: low.probability,
          band: 'low',
          previousProbability: high.probability,
          previousBand: 'high',
        },
      ],
      ['error', { customerId: 'C-1', code: 'unknown-customer', message: 'unknown-customer' }],
    ]);
  });
});

describe('for a screen reader', () => {
  it('a change is announced, the first number is not', async () => {
    const card = await putLoaded([ok(high), ok(low)]);
    const status = within(card, '[role=status]');
    expect(status.textContent).to.equal('');
    await card.refresh();
    await card.updateComplete;
    expect(status.textContent).to.equal('Churn risk: 6%, Low');
  });

  it('an outage is announced without its countdown, and so is its end', async () => {
    const card = await putLoaded([ok(high), 'network-error', 'network-error', ok(high)]);
    const status = within(card, '[role=status]');
    await card.refresh();
    await card.refresh();
    await card.updateComplete;
    expect(status.textContent).to.equal('The risk service does not answer.');
    await card.refresh();
    await card.updateComplete;
    expect(status.textContent).to.equal('Churn risk: 63%, High');
  });

  it('number and band are one line', async () => {
    const card = await putLoaded();
    expect(within(card, '.hero .spoken').textContent).to.equal('Churn risk: 63%, High');
    expect(within(card, '.number').getAttribute('aria-hidden')).to.equal('true');
  });

  it('the bar says what it shows', async () => {
    const card = await putLoaded();
    expect(within(card, '.scale').getAttribute('aria-label')).to.equal(
      '63%, average 20, act from 45',
    );
  });
});

describe('by hand', () => {
  it('the evidence of the first reason is there, that of the others one press away', async () => {
    const card = await putLoaded();
    const [first, second] = card.shadowRoot?.querySelectorAll<HTMLElement>('li[part=reason]') ?? [];
    const isOpen = (reason: HTMLElement) =>
      reason.querySelector('button')?.getAttribute('aria-expanded') === 'true' &&
      !reason.querySelector<HTMLElement>('.evidence')?.hidden;
    expect([isOpen(first), isOpen(second)]).to.deep.equal([true, false]);
    second.querySelector('button')?.click();
    first.querySelector('button')?.click();
    await card.updateComplete;
    expect([isOpen(first), isOpen(second)]).to.deep.equal([false, true]);
  });

  it('what was opened stays open when the number changes, and closes for another customer', async () => {
    const card = await putLoaded([ok(high), ok({ ...high, threshold: 0.5 })]);
    within(card, '.more button').click();
    await card.refresh();
    await card.updateComplete;
    expect(textOf(card)).to.contain('How it adds up');
    card.customerId = 'C-2';
    await nextEvent(card, 'churn-card-load');
    await card.updateComplete;
    expect(textOf(card)).not.to.contain('How it adds up');
  });

  it('everything that can be pressed can be reached with the keyboard', async () => {
    const card = await putLoaded();
    const pressable = card.shadowRoot?.querySelectorAll<HTMLElement>('button, summary') ?? [];
    expect(pressable.length).to.equal(7);
    for (const element of pressable) {
      element.focus();
      expect(card.shadowRoot?.activeElement).to.equal(element);
      expect(element.getBoundingClientRect().height).to.be.at.least(20);
    }
  });

  it('"Try now" tries now', async () => {
    server.card('C-1', ['network-error', ok(high)]);
    const card = put();
    await nextEvent(card, 'churn-card-error');
    await card.updateComplete;
    const loaded = nextEvent(card, 'churn-card-load');
    within(card, '.link').click();
    await loaded;
    await card.updateComplete;
    expect(textOf(card)).to.contain('63%');
  });
});
