/** What a classic script tag runs: the same as index.ts, without a name in the page. */
import { defineChurnCard } from './churn-card-define.ts';

defineChurnCard();
