import type { Card } from '@churn-card/models';
import type { ChurnCard } from '../../../widget/src/churn-card.ts';
import type { GalleryCase } from './cases.ts';
import type { FakeAnswer, FakeFetch } from './fake-fetch.ts';

/** Puts a case on the page. @returns its card, once it is as the case wants it */
export async function showCase(
  parent: Element,
  { answers, attributes, page, refreshes = 0, press = [] }: GalleryCase,
  customerId: string,
  server: FakeFetch,
): Promise<ChurnCard> {
  const card = document.createElement('churn-card');
  card.setAttribute('token-url', '/token');
  if (answers) {
    server.card(
      customerId,
      answers.map((answer) => aboutCustomer(answer, customerId)),
    );
    card.setAttribute('customer-id', customerId);
  }
  for (const [name, value] of Object.entries(attributes ?? {})) card.setAttribute(name, value);
  const around = document.createElement('div');
  around.style.inlineSize = `${page?.width ?? 320}px`;
  if (page?.dir) around.dir = page.dir;
  if (page?.lang) around.lang = page.lang;
  around.append(card);
  parent.append(around);
  if (answers && answers[0] !== 'never') {
    await settled(card);
    for (let time = 0; time < refreshes; time++) await card.refresh();
  }
  await card.updateComplete;
  for (const name of press) card.shadowRoot?.querySelector<HTMLElement>(`.${name} button`)?.click();
  await card.updateComplete;
  return card;
}

/** Waits for the first answer. */
export function settled(card: ChurnCard): Promise<void> {
  return new Promise((resolve) => {
    card.addEventListener('churn-card-load', () => resolve(), { once: true });
    card.addEventListener('churn-card-error', () => resolve(), { once: true });
  });
}

function aboutCustomer(answer: FakeAnswer, customerId: string): FakeAnswer {
  if (typeof answer === 'string' || !('json' in answer) || answer.status !== 200) return answer;
  return { ...answer, json: { ...(answer.json as Card), customerId } };
}
