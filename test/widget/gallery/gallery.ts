/** The page of all states: `npm run gallery -w widget`. */
import { addTranslation } from '../../../widget/src/index.ts';
import { arabic } from './arabic.ts';
import { CASES } from './cases.ts';
import { FakeFetch } from './fake-fetch.ts';
import { showCase } from './show-case.ts';

const server = new FakeFetch();
window.fetch = server.fetch;
addTranslation('ar', arabic);
const only = new URLSearchParams(location.search).get('only');

const shown = CASES.filter(({ name }) => only === null || name.includes(only)).map(
  async (entry, index) => {
    const figure = document.createElement('figure');
    const caption = document.createElement('figcaption');
    caption.textContent = entry.name;
    figure.append(caption);
    document.body.append(figure);
    await showCase(figure, entry, `C-${index}`, server);
  },
);
await Promise.all(shown);
document.body.dataset.ready = 'true';
