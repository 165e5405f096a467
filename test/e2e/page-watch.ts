import type { Page } from 'playwright-core';

/** Whatever a page complained about: console, uncaught errors, its content security policy. */
export type Complaints = string[];

/** Listens from now on. Call it before the first page is opened. */
export async function watchPage(page: Page): Promise<Complaints> {
  const complaints: Complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.exposeFunction('reportViolation', (text: string) => complaints.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = (globalThis as unknown as { reportViolation: (text: string) => void })
        .reportViolation;
      report(`${event.effectiveDirective} stopped ${event.blockedURI}`);
    });
  });
  return complaints;
}
