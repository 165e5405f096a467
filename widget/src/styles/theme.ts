import { css } from './css.ts';

/**
 * Colors in light and dark. Text reaches 4.5:1 and bars 3:1 on their background (WCAG 2.2 AA), also
 * the band's word on its own soft background; the tests measure it.
 */
export const theme = css`
  .card {
    /* As the page: a page that has no dark side gets no dark card, whatever the system says. */
    color-scheme: inherit;
    --bg: var(--churn-card-background, light-dark(#fff, #171a1f));
    --ink: var(--churn-card-color, light-dark(#16191d, #eef1f5));
    --soft: var(--churn-card-soft-color, light-dark(#4d5661, #b0b8c4));
    --faint: var(--churn-card-faint-color, light-dark(#626b79, #949eac));
    --line: var(--churn-card-line-color, light-dark(#e4e7ec, #2a2f37));
    --track: var(--churn-card-track-color, light-dark(#e9ecf1, #2b313a));
    --accent: var(--churn-card-accent-color, light-dark(#3451b2, #9db0ff));
    --up: var(--churn-card-raises-color, light-dark(#c2410c, #fb8a50));
    --down: var(--churn-card-lowers-color, light-dark(#0f6e84, #58c2d6));
    --medium: var(--churn-card-medium-color, light-dark(#8a5a00, #e7b549));
  }
  :host([theme='light']) .card {
    color-scheme: light;
  }
  :host([theme='dark']) .card {
    color-scheme: dark;
  }
  .high {
    --risk: var(--churn-card-high-color, light-dark(#b93c09, #fb8a50));
    --risk-bg: var(--churn-card-high-background, light-dark(#fdeee6, #3a241a));
  }
  .medium {
    --risk: var(--medium);
    --risk-bg: var(--churn-card-medium-background, light-dark(#fbf1d8, #352b14));
  }
  .low {
    --risk: var(--churn-card-low-color, light-dark(#0f6e84, #58c2d6));
    --risk-bg: var(--churn-card-low-background, light-dark(#e4f3f6, #15303a));
  }
  .offline {
    --ink: var(--faint);
    --risk: var(--soft);
    --risk-bg: var(--track);
  }
`;
