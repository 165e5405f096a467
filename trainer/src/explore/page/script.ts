/**
 * What the page adds where JavaScript runs: search, sort, and choosing two columns. Everything it
 * shows stands in the page already. It is a text, as it runs in a browser that knows no TypeScript.
 */
export const SCRIPT = `'use strict';
const byId = (id) => document.getElementById(id);
for (const form of document.querySelectorAll('.needs-script')) {
  form.hidden = false;
  form.addEventListener('submit', (event) => event.preventDefault());
}

const list = byId('column-list');
const columns = [...list.children];
const keys = {
  auc: (a, b) => b.dataset.auc - a.dataset.auc || a.dataset.order - b.dataset.order,
  missing: (a, b) => b.dataset.missing - a.dataset.missing || a.dataset.order - b.dataset.order,
  order: (a, b) => a.dataset.order - b.dataset.order,
  name: (a, b) => a.dataset.name.localeCompare(b.dataset.name),
};
const sort = () => list.append(...columns.sort(keys[byId('sort').value]));
const search = () => {
  const text = byId('search').value.trim().toLowerCase();
  for (const column of columns) column.hidden = !column.dataset.name.includes(text);
  const found = columns.filter((column) => !column.hidden).length;
  byId('found').textContent = text === '' ? '' : found + ' of ' + columns.length + ' columns';
};
byId('sort').addEventListener('change', sort);
byId('search').addEventListener('input', search);
byId('open-all').addEventListener('click', ({ currentTarget }) => {
  const open = currentTarget.getAttribute('aria-pressed') !== 'true';
  currentTarget.setAttribute('aria-pressed', String(open));
  for (const column of columns) column.open = open;
});

const showTarget = () => {
  const target = location.hash === '' ? null : byId(location.hash.slice(1));
  if (target === null || target.localName !== 'details') return;
  byId('search').value = '';
  search();
  target.open = true;
  target.scrollIntoView();
};
addEventListener('hashchange', showTarget);
for (const link of document.querySelectorAll('.findings a')) link.addEventListener('click', () => setTimeout(showTarget));
showTarget();

const [first, second] = [byId('joint-a'), byId('joint-b')];
if (first !== null) {
  const tables = [...byId('joint-list').children];
  const choose = () => {
    const chosen = new Set([first.value, second.value]);
    for (const table of tables) {
      const isShown = chosen.size === 2 && chosen.has(table.dataset.a) && chosen.has(table.dataset.b);
      table.hidden = !isShown;
      table.open = isShown;
    }
    byId('joint-same').textContent = chosen.size === 2 ? '' : 'Choose two different columns.';
  };
  first.addEventListener('change', choose);
  second.addEventListener('change', choose);
  choose();
}
`;
