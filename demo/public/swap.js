// @ts-check
// Pages work without this file. With it, a link or form marked data-swap="#part" replaces only
// that part of the page, so that the card beside it stays where it is.

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-swap]') : null;
  if (!(link instanceof HTMLAnchorElement) || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  void show(link.href, link.dataset.swap ?? '');
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset.swap === undefined) return;
  const part = document.querySelector(form.dataset.swap);
  // The list can be searched in place; from any other page the search leads there.
  if (!part || location.pathname !== new URL(form.action).pathname) return;
  event.preventDefault();
  const query = new URLSearchParams();
  new FormData(form).forEach((value, name) => query.set(name, String(value)));
  void show(`${form.action}?${query}`, form.dataset.swap);
});

// Back and forward: the page at that address as a whole is the safe answer.
addEventListener('popstate', () => location.reload());

/**
 * @param {string} address
 * @param {string} selector of the one element that is replaced
 */
async function show(address, selector) {
  const response = await fetch(address).catch(() => null);
  const type = response?.headers.get('Content-Type') ?? '';
  const text = response?.ok && type.startsWith('text/html') ? await response.text() : null;
  const page = text === null ? null : new DOMParser().parseFromString(text, 'text/html');
  const fresh = page?.querySelector(selector);
  const stale = document.querySelector(selector);
  if (!page || !fresh || !(stale instanceof HTMLElement)) {
    location.assign(address);
    return;
  }
  const part = document.adoptNode(fresh);
  stale.replaceWith(part);
  document.title = page.title;
  history.pushState(null, '', address);
  if (part instanceof HTMLElement) part.focus({ preventScroll: true });
}
