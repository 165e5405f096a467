import { placeLabels } from './place-labels.ts';

/**
 * Measures the labels under the bar and puts them into place, again whenever the width of the
 * bar or of a label changes. The same place again is no change, so it never starts itself again.
 */
export class LabelPlacer {
  readonly #watcher = new ResizeObserver(() => this.#place());
  #labels: HTMLElement | null = null;

  /** @param labels what holds the labels, if they are drawn at all */
  follow(labels: HTMLElement | null): void {
    if (labels !== this.#labels) {
      this.#watcher.disconnect();
      this.#labels = labels;
      if (labels) this.#watcher.observe(labels);
      for (const label of labels?.children ?? []) this.#watcher.observe(label);
    }
    this.#place();
  }

  #place(): void {
    const available = this.#labels?.clientWidth ?? 0;
    if (!this.#labels || available === 0) return;
    const labels = [...this.#labels.children].filter((child) => child instanceof HTMLElement);
    const places = placeLabels(
      labels.map((label) => ({
        middle: (Number(label.dataset.at) / 100) * available,
        width: label.offsetWidth,
      })),
      available,
    );
    for (const [index, { start, row }] of places.entries()) {
      labels[index].style.setProperty('inset-inline-start', `${Math.round(start * 10) / 10}px`);
      labels[index].style.setProperty('inset-block-start', `${row * 1.3}em`);
    }
    const rows = 1 + Math.max(...places.map(({ row }) => row));
    this.#labels.style.setProperty('block-size', `${rows * 1.3}em`);
  }
}
