import type { CustomerFields } from '../customer.ts';
import { FIELD_MAP, type Input, type Inputs } from '../field-map.ts';
import { html, type Html } from '../html.ts';
import type { View } from '../view.ts';

/** A field that the form offers: what may be typed, not what may be true; that the server checks. */
type FormField = { readonly field: keyof CustomerFields } & (
  | { readonly type: 'number'; readonly step: 'any' | '1' }
  | { readonly type: 'flag' }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
);

const FORM_FIELDS: readonly FormField[] = [
  { field: 'products', type: 'number', step: '1' },
  { field: 'isActive', type: 'flag' },
  { field: 'balance', type: 'number', step: 'any' },
  { field: 'hasCreditCard', type: 'flag' },
  { field: 'creditScore', type: 'number', step: 'any' },
  { field: 'salary', type: 'number', step: 'any' },
  { field: 'tenureYears', type: 'number', step: 'any' },
  { field: 'age', type: 'number', step: 'any' },
  { field: 'country', type: 'choice', choices: ['France', 'Germany', 'Spain'] },
  { field: 'gender', type: 'choice', choices: ['Female', 'Male'] },
];

/** @param refusals what the server did not accept, in its own words */
export function editForm(
  view: View,
  id: string,
  values: Inputs,
  refusals: readonly string[],
): Html {
  const { texts } = view;
  const address = `/customers/${encodeURIComponent(id)}`;
  return html`<form class="panel edit" method="post" action="${address}">
    <h2>${texts.form.title}</h2>
    <p class="faint">${texts.form.intro}</p>
    ${
      refusals.length > 0 &&
      html`<div class="refused" role="alert">
        <b>${texts.form.refused}</b>
        <ul>
          ${refusals.map((refusal) => html`<li>${refusal}</li>`)}
        </ul>
      </div>`
    }
    <div class="fields">${FORM_FIELDS.map((field) => control(view, field, values))}</div>
    <div class="buttons">
      <button class="button primary">${texts.form.save}</button>
      <a class="button" href="${address}" data-swap="#panel">${texts.form.cancel}</a>
    </div>
  </form>`;
}

/** @returns what the form said, in the words of the churn server; a text that is no number stays */
export function readForm(form: URLSearchParams): Inputs {
  const inputs: Record<string, Input> = {};
  for (const { field, type } of FORM_FIELDS) {
    const text = (form.get(field) ?? '').trim();
    if (text === '') inputs[FIELD_MAP[field]] = null;
    else if (type === 'number') inputs[FIELD_MAP[field]] = numberOr(text);
    else inputs[FIELD_MAP[field]] = type === 'flag' ? text === 'yes' : text;
  }
  return inputs;
}

function control(view: View, form: FormField, values: Inputs): Html {
  const { field } = form;
  const value = values[FIELD_MAP[field]] ?? null;
  return html`<label>
    <span>${view.texts.fields[field]}</span>
    ${
      form.type === 'number'
        ? html`<input
            type="number"
            name="${field}"
            step="${form.step}"
            value="${String(value ?? '')}"
          />`
        : html`<select name="${field}">
            ${choicesOf(view, form, value).map(
              ({ word, label, isChosen }) =>
                html`<option value="${word}" ${isChosen && html`selected`}>${label}</option>`,
            )}
          </select>`
    }
  </label>`;
}

interface Choice {
  readonly word: string;
  readonly label: string;
  readonly isChosen: boolean;
}

function choicesOf(view: View, form: FormField, value: Input): Choice[] {
  const { texts } = view;
  const unknown = { word: '', label: texts.form.choose, isChosen: value === null };
  if (form.type !== 'choice') {
    const isYes = value === true || value === 1;
    return [
      unknown,
      { word: 'yes', label: texts.yes, isChosen: isYes },
      { word: 'no', label: texts.no, isChosen: value !== null && !isYes },
    ];
  }
  const labels: Readonly<Record<string, string>> = { ...texts.countries, ...texts.genders };
  // A word on record that the form does not know stays what it is.
  const words = new Set(form.choices);
  if (typeof value === 'string') words.add(value);
  const known = [...words].map((word) => {
    const label = Object.hasOwn(labels, word) ? labels[word] : word;
    return { word, label, isChosen: word === value };
  });
  return [unknown, ...known];
}

function numberOr(text: string): number | string {
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}
