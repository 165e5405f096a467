import { expect, test } from 'vitest';
import { html } from '../../demo/src/crm/html.ts';

test('a text is escaped, in text and between double quotes', () => {
  const hostile = `"><script>alert('1')</script>&amp;`;
  const escaped = '&#34;&#62;&#60;script&#62;alert(&#39;1&#39;)&#60;/script&#62;&#38;amp;';
  expect(html`<p title="${hostile}">${hostile}</p>`.text).toBe(
    `<p title="${escaped}">${escaped}</p>`,
  );
});

test('markup inside markup is not escaped twice', () => {
  expect(html`<p>${html`<b>${'<'}</b>`}</p>`.text).toBe('<p><b>&#60;</b></p>');
});

test('a list is joined, each part in its own way', () => {
  expect(html`${['<', html`<br />`, 1, ['>']]}`.text).toBe('&#60;<br />1&#62;');
});

test('nothing comes of false, null and undefined, but a zero does', () => {
  expect(html`[${false}${null}${undefined}${0}]`.text).toBe('[0]');
});
