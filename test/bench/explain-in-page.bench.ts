import { explain } from '@churn-card/models';
import { loadInPage, startScienceSite } from '../e2e/science-page.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import type { Race } from './race.ts';
import { shippedModel } from './shipped-model.ts';

const RUNS = 50;

/** What the reasons of one customer cost where nobody asks a server: in the page. */
export async function race(): Promise<Race> {
  const { model, row } = await shippedModel();
  const [site, browser] = await Promise.all([startScienceSite(), launchChromium()]);
  const page = await browser.newPage();
  await page.goto(site.origin);
  const loaded = await loadInPage(page, `${site.origin}/models/artifacts/bank/1`);
  return {
    title: 'The exact reasons of one bank customer, in Chromium',
    racers: [
      {
        name: 'explain, in Chromium',
        lap: () =>
          page.evaluate(
            ([{ models, loaded }, row, runs]) => {
              const start = performance.now();
              for (let run = 0; run < runs; run++) models.explain(loaded, row);
              return (performance.now() - start) / runs;
            },
            [loaded, row, RUNS] as const,
          ),
        end: () => {
          void browser.close();
          void site.close();
        },
      },
      {
        name: 'explain, in Node',
        lap: async () => {
          const start = performance.now();
          for (let run = 0; run < RUNS; run++) explain(model, row);
          return (performance.now() - start) / RUNS;
        },
      },
    ],
  };
}
