/**
 * What the page adds where JavaScript runs: the table at any threshold. It is a text, as it runs in a
 * browser that knows no TypeScript.
 */
export const SCRIPT = `'use strict';
const form = document.querySelector('[data-threshold]');
const numbers = (text) => text.split(' ').map(Number);
const left = numbers(form.dataset.left);
const stayed = numbers(form.dataset.stayed);
const sum = (counts) => counts.reduce((all, one) => all + one, 0);
const percent = (share) => (100 * share).toFixed(1) + ' %';
const count = (value) => value.toLocaleString('en-US');
const original = new Map([...document.querySelectorAll('[data-show]')].map((place) => [place, place.textContent]));
const show = (texts) => {
  for (const place of original.keys()) place.textContent = texts[place.dataset.show];
};
const update = (bin) => {
  const truePositives = sum(left.slice(bin));
  const falsePositives = sum(stayed.slice(bin));
  const falseNegatives = sum(left) - truePositives;
  const trueNegatives = sum(stayed) - falsePositives;
  const called = truePositives + falsePositives;
  show({
    threshold: percent(bin / left.length),
    called: count(called),
    recall: percent(truePositives / sum(left)),
    precision: called === 0 ? 'nobody called' : percent(truePositives / called),
    truePositives: count(truePositives),
    falsePositives: count(falsePositives),
    falseNegatives: count(falseNegatives),
    trueNegatives: count(trueNegatives),
  });
};
form.hidden = false;
form.addEventListener('submit', (event) => event.preventDefault());
form.elements.threshold.addEventListener('input', ({ target }) => update(target.valueAsNumber));
form.addEventListener('reset', () => {
  for (const [place, text] of original) place.textContent = text;
});
`;
