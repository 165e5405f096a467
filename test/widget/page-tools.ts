import { FakeFetch } from './gallery/fake-fetch.ts';

/** Puts a fake server into the page for one test. @returns it, and what undoes it */
export function fakeServer(): FakeFetch & { restore: () => void } {
  const original = window.fetch.bind(window);
  const server = new FakeFetch();
  window.fetch = server.fetch;
  return Object.assign(server, { restore: () => (window.fetch = original) });
}

/** What nobody caught since. @returns a function that gives it and stops listening */
export function watchUncaught(): () => string[] {
  const caught: string[] = [];
  const onError = (event: ErrorEvent) => caught.push(event.message);
  const onRejection = (event: PromiseRejectionEvent) => caught.push(String(event.reason));
  window.addEventListener('error', onError);
  window.addEventListener('unhandledrejection', onRejection);
  return () => {
    window.removeEventListener('error', onError);
    window.removeEventListener('unhandledrejection', onRejection);
    return caught;
  };
}

/** All text of a card as it is drawn, with what only a screen reader hears. */
export function textOf(card: Element): string {
  const text = card.shadowRoot?.querySelector('.card')?.textContent ?? '';
  return text.replace(/[ \n]+/g, ' ').trim();
}

/** @returns the element of a shadow root; there must be one */
export function within<E extends Element = HTMLElement>(card: Element, selector: string): E {
  const found = card.shadowRoot?.querySelector<E>(selector);
  if (!found) throw new Error(`the card must contain ${selector}`);
  return found;
}

export function nextEvent(target: EventTarget, name: string): Promise<CustomEvent> {
  return new Promise((resolve) => {
    target.addEventListener(name, (event) => resolve(event as CustomEvent), { once: true });
  });
}

/** When the browser has told everybody what is on the screen. */
export async function seen(element: Element): Promise<boolean> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(([entry]) => {
      observer.disconnect();
      // One frame later, every other observer of this frame has been told too.
      requestAnimationFrame(() => resolve(entry.isIntersecting));
    });
    observer.observe(element);
  });
}
