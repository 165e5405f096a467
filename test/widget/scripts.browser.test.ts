import { afterEach, beforeEach, describe, expect, it } from '../support/element-test.ts';
import { high } from './gallery/cards.ts';
import { nextEvent, textOf, within } from './page-tools.ts';

/** What test/widget/pages/host.js notes. */
interface Host {
  readonly names: ReadonlySet<string>;
  readonly errors: readonly string[];
  readonly violations: readonly string[];
  readonly requests: readonly string[];
  readonly events: readonly string[];
}

type HostWindow = Window & typeof globalThis & { readonly host: Host };

beforeEach(async () => {
  const built = await fetch('/widget/dist/churn-card.classic.js', { method: 'HEAD' });
  if (!built.ok) throw new Error('the scripts must be built first: npm run build');
  Object.assign(window, { cardJson: JSON.stringify(high) });
});
afterEach(() => document.body.replaceChildren());

/** Opens a page of a host, and waits for one of the card's events in it. */
async function openPage(name: string, event = 'churn-card-load') {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'width: 360px; height: 700px';
  frame.src = `/test/widget/pages/${name}.html`;
  document.body.append(frame);
  await nextEvent(frame, 'load');
  const window = frame.contentWindow as HostWindow;
  while (!window.host.events.includes(event)) await nextFrame();
  const card = window.document.querySelector('churn-card');
  if (!card) throw new Error('the page must contain the card');
  await card.updateComplete;
  return { window, card, host: window.host };
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

/** That the card is there in full: number, bars, labels in their places, style sheets applied. */
function expectFullCard(card: Element): void {
  expect(textOf(card)).to.contain('63%');
  expect(textOf(card)).to.contain('Raises it');
  const widthOf = (selector: string) => within(card, selector).getBoundingClientRect().width;
  expect(widthOf('.fill') / widthOf('.track')).to.be.closeTo(0.6312, 0.01);
  expect(widthOf('.raises .bar i') / widthOf('.raises .bar')).to.be.closeTo(0.724, 0.01);
  const [first, second] = card.shadowRoot?.querySelectorAll('.labels span') ?? [];
  expect(first.getBoundingClientRect().right).to.be.below(second.getBoundingClientRect().left);
  expect(getComputedStyle(within(card, '.card')).borderRadius).to.equal('12px');
}

describe('a script tag in a page of a host', () => {
  for (const page of [
    'module',
    'classic',
    'twice',
    'strict-module',
    'strict-classic',
    'strict-twice',
    'strict-with-lit',
  ]) {
    it(`draws the whole card and breaks no rule: ${page}`, async () => {
      const { card, host } = await openPage(page);
      expectFullCard(card);
      expect(host.errors).to.deep.equal([]);
      expect(host.violations).to.deep.equal([]);
    });
  }

  for (const page of ['module', 'classic', 'twice']) {
    it(`leaves no name in the page: ${page}`, async () => {
      const { window, host } = await openPage(page);
      const added = Object.getOwnPropertyNames(window).filter((name) => !host.names.has(name));
      expect(added.filter((name) => !BY_HOST.includes(name))).to.deep.equal([]);
    });
  }

  it('asks the server that it came from', async () => {
    const { host } = await openPage('module');
    expect(host.requests).to.deep.equal([
      `${location.origin}/token?customer=C-1`,
      `${location.origin}/v1/customers/C-1/card`,
    ]);
  });

  it('of another origin asks that origin for the card, and the page for the token', async () => {
    const elsewhere = location.origin.replace('localhost', '127.0.0.1');
    expect(elsewhere).not.to.equal(location.origin);
    const frame = document.createElement('iframe');
    frame.style.cssText = 'width: 360px; height: 700px';
    frame.src = '/test/widget/pages/bare.html';
    document.body.append(frame);
    await nextEvent(frame, 'load');
    const window = frame.contentWindow as HostWindow;
    const script = window.document.createElement('script');
    script.src = `${elsewhere}/widget/dist/churn-card.classic.js`;
    const loaded = nextEvent(window, 'churn-card-load');
    window.document.head.append(script);
    await loaded;
    expect(window.host.requests).to.deep.equal([
      `${location.origin}/token?customer=C-1`,
      `${elsewhere}/v1/customers/C-1/card`,
    ]);
  });

  it('gives the page its own content back where a policy forbids drawing', async () => {
    const { card, host } = await openPage('no-drawing', 'churn-card-error');
    expect(host.errors).to.deep.equal([]);
    expect(card.shadowRoot?.querySelector('slot')?.assignedNodes()[0]?.textContent).to.equal(
      'The content of the host.',
    );
    expect(host.requests).to.deep.equal([]);
  });

  it('goes on where a listener of the host throws', async () => {
    const { card, host } = await openPage('throwing');
    expectFullCard(card);
    expect(host.errors).to.deep.equal(['Uncaught Error: the fault of the host']);
  });
});

/** Names that host.js itself brings. */
const BY_HOST = ['host'];
