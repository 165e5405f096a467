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
  const page = await load(address);
  const fresh = page?.querySelector(selector);
  const stale = document.querySelector(selector);
  if (!page || !fresh || !stale) {
    location.assign(address);
    return;
  }
  const part = document.adoptNode(fresh);
  stale.replaceWith(part);
  document.title = page.title;
  history.pushState(null, '', address);
  if (part instanceof HTMLElement) part.focus({ preventScroll: true });
}

/**
 * Parses as the browser loads: no text becomes markup here, which Trusted Types would stop.
 *
 * @param {string} address
 * @returns {Promise<Document | null>} null where there is no such page
 */
function load(address) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.responseType = 'document';
    request.open('GET', address);
    request.onload = () => resolve(request.status === 200 ? request.responseXML : null);
    request.onerror = () => resolve(null);
    request.send();
  });
}
