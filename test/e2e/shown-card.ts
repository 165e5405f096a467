import type { Page } from 'playwright-core';

/** What a card says on a page. Points and base are percentage points. */
export interface ShownCard {
  readonly number: string;
  readonly band: string;
  readonly reasons: readonly { readonly sentence: string; readonly points: number }[];
  readonly base: number;
}

/** Waits until there is a number. @returns such as "63%" */
export async function shownNumber(page: Page): Promise<string> {
  return (await page.locator('churn-card [part=number]').textContent()) ?? '';
}

/** Waits until the number is another one. */
export async function nextNumber(page: Page, before: string, waitMs: number): Promise<string> {
  const number = page.locator('churn-card [part=number]').filter({ hasNotText: before });
  await number.waitFor({ timeout: waitMs });
  return (await number.textContent()) ?? '';
}

/** Opens the reasons that are folded away, and reads all of them. */
export async function readWholeCard(page: Page): Promise<ShownCard> {
  const card = page.locator('churn-card');
  const number = await shownNumber(page);
  await card.getByRole('button', { name: /^\d+ more$/ }).click();
  const reasons = await card.locator('li[part=reason]').evaluateAll((items) =>
    items.map((item) => ({
      sentence: item.querySelector('.sentence')?.textContent ?? '',
      // Its own text: inside it stands another one, for screen readers.
      points: [...(item.querySelector('.points')?.childNodes ?? [])]
        .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
        .map(({ nodeValue }) => nodeValue?.trim())
        .join(''),
    })),
  );
  const [base] = await card.locator('.sum dd').allTextContents();
  return {
    number,
    band: (await card.locator('[part=band]').textContent()) ?? '',
    reasons: reasons.map(({ sentence, points }) => ({ sentence, points: parsePoints(points) })),
    base: parsePoints(base),
  };
}

/** @returns percent, of such as "63%", "+18" or "−4" */
export function parsePoints(text: string): number {
  const value = Number(text.replace('\u2212', '-').replace('%', ''));
  if (Number.isNaN(value)) throw new Error(`a number was expected, however: ${text}`);
  return value;
}
