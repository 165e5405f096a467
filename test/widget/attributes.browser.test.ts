import '../../widget/src/index.ts';
import { ATTRIBUTES } from '../../widget/src/attributes.ts';
import { ChurnCard } from '../../widget/src/churn-card.ts';
import { afterEach, describe, expect, it } from '../support/element-test.ts';

afterEach(() => document.body.replaceChildren());

function put(): ChurnCard {
  document.body.innerHTML = '<div lang="en"><churn-card></churn-card></div>';
  const card = document.querySelector('churn-card');
  if (!card) throw new Error('the page must contain the card');
  return card;
}

describe('attributes', () => {
  for (const name of ATTRIBUTES) {
    const property = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    it(`${name} is mirrored by the property ${property}`, () => {
      const card = put();
      const value =
        { theme: 'dark', reasons: '2', 'refresh-seconds': '30', locale: 'fr-CA' }[name as string] ??
        'https://example.org/x';
      Object.assign(card, { [property]: value });
      expect(card.getAttribute(name)).to.equal(value);
      expect(String(Reflect.get(card, property))).to.equal(value);
      Object.assign(card, { [property]: null });
      expect(card.hasAttribute(name)).to.equal(false);
    });
  }

  const fallbacks: [string, string, string, unknown][] = [
    ['theme', 'theme', 'purple', 'auto'],
    ['reasons', 'reasons', 'many', 3],
    ['reasons', 'reasons', '-1', 3],
    ['reasons', 'reasons', '99', 10],
    ['refresh-seconds', 'refreshSeconds', '1', 10],
    ['refresh-seconds', 'refreshSeconds', '0', 0],
    ['refresh-seconds', 'refreshSeconds', 'NaN', 20],
    ['refresh-seconds', 'refreshSeconds', '1e9', 20],
    ['server', 'server', 'javascript:alert(1)', location.origin],
    ['server', 'server', 'https://risk.example/base//', 'https://risk.example/base'],
    ['token-url', 'tokenUrl', 'data:,x', ''],
    ['token-url', 'tokenUrl', '/token', `${location.origin}/token`],
    ['locale', 'locale', 'not a language', 'en'],
    ['customer-id', 'customerId', '  ', ''],
  ];
  for (const [attribute, property, given, expected] of fallbacks) {
    it(`${attribute}="${given}" means ${JSON.stringify(expected)}`, () => {
      const card = put();
      card.setAttribute(attribute, given);
      expect(Reflect.get(card, property)).to.equal(expected);
    });
  }

  it('locale is the nearest language of the page, through shadow roots', () => {
    document.body.innerHTML = '<div lang="de-CH"><span></span></div>';
    const host = document.querySelector('span');
    const root = host?.attachShadow({ mode: 'open' });
    const card = document.createElement('churn-card');
    root?.append(card);
    expect(card.locale).to.equal('de-CH');
  });

  it('that were set as properties before the script was there count', () => {
    const early = document.createElement('early-card');
    Object.assign(early, { customerId: 'C-1', reasons: 1 });
    document.body.append(early);
    customElements.define('early-card', class extends ChurnCard {});
    expect(early.getAttribute('customer-id')).to.equal('C-1');
    expect(early.getAttribute('reasons')).to.equal('1');
  });
});
