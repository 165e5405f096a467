import { addTranslation } from '../../widget/src/index.ts';
import { afterEach, beforeEach, describe, expect, it } from '../support/element-test.ts';
import { axeViolations } from './axe.ts';
import { arabic } from './gallery/arabic.ts';
import { high } from './gallery/cards.ts';
import { CASES } from './gallery/cases.ts';
import { showCase } from './gallery/show-case.ts';
import { fakeServer, textOf, watchUncaught, within } from './page-tools.ts';

addTranslation('ar', arabic);

let server: ReturnType<typeof fakeServer>;
let uncaught: () => string[];
beforeEach(() => {
  server = fakeServer();
  uncaught = watchUncaught();
});
afterEach(() => {
  document.body.replaceChildren();
  server.restore();
  expect(uncaught()).to.deep.equal([]);
});

for (const entry of CASES) {
  describe(`the card, ${entry.name}`, () => {
    it('says what it must, and nothing that it must not', async () => {
      const card = await showCase(document.body, entry, 'C-1', server);
      for (const text of entry.says) expect(textOf(card)).to.contain(text);
      for (const text of entry.hides ?? []) expect(textOf(card)).not.to.contain(text);
    });

    it('has enough contrast, names and roles', async () => {
      const card = await showCase(document.body, entry, 'C-1', server);
      expect(await axeViolations(card)).to.deep.equal([]);
    });

    it('cuts nothing off and lays nothing over each other', async () => {
      const card = await showCase(document.body, entry, 'C-1', server);
      const frame = within(card, '.card').getBoundingClientRect();
      for (const element of within(card, '.card').querySelectorAll('*:not(.spoken, .spoken *)')) {
        const { left, right, width } = element.getBoundingClientRect();
        if (width === 0) continue;
        expect(left, element.outerHTML).to.be.at.least(frame.left);
        expect(right, element.outerHTML).to.be.at.most(frame.right);
      }
      const labels = [...(card.shadowRoot?.querySelectorAll('.labels span') ?? [])]
        .map((label) => label.getBoundingClientRect())
        .sort((a, b) => a.left - b.left);
      for (let i = 1; i < labels.length; i++) {
        const isBeside = labels[i - 1].right < labels[i].left;
        expect(isBeside || labels[i - 1].top !== labels[i].top).to.equal(true);
      }
    });
  });
}

describe('while it loads', () => {
  it('the card has its lines where they will be: nothing jumps', async () => {
    const loading = await showCase(
      document.body,
      { name: 'loading', answers: ['never'], says: [] },
      'C-1',
      server,
    );
    const topsBefore = topsOf(loading);
    document.body.replaceChildren();
    const answers = [{ status: 200, json: high }];
    const loaded = await showCase(
      document.body,
      { name: 'high', answers, says: [] },
      'C-2',
      server,
    );
    expect(topsOf(loaded)).to.deep.equal(topsBefore);
  });
});

function topsOf(card: Element): number[] {
  return ['.hero', '.number', '.horizon', '.scale', '.labels'].map((part) =>
    Math.round(within(card, part).getBoundingClientRect().top),
  );
}
