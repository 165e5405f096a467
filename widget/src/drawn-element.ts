import { render, type TemplateResult } from 'lit/html.js';

const sheets = new Map<string, CSSStyleSheet>();

/**
 * An element that draws a Lit template into its shadow root: at most once a turn, and only where
 * something changed. It is what this card needs of LitElement, in a seventh of its size.
 */
export abstract class DrawnElement extends HTMLElement {
  /** One sheet, shared by all elements; a policy against inline styles allows it. */
  static readonly styles: string = '';

  readonly #root = this.attachShadow({ mode: 'open' });
  #next: Promise<void> | null = null;
  #cannotDraw = false;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheetOf((this.constructor as typeof DrawnElement).styles)];
  }

  /** Settles when what is requested so far is drawn. */
  get updateComplete(): Promise<void> {
    return this.#next ?? Promise.resolve();
  }

  /** Draws soon: whatever else changes in this turn is drawn with it. */
  protected requestUpdate(): void {
    this.#next ??= Promise.resolve().then(() => {
      if (this.isConnected && !this.#cannotDraw) this.#draw();
      else this.#next = null;
    });
  }

  /** Called before each drawing; what it requests is drawn with it. */
  protected abstract prepare(): void;

  protected abstract template(): TemplateResult;

  /** Called after each drawing. */
  protected abstract drawn(root: ShadowRoot): void;

  /** Called once, where the page's policy or a broken browser forbids what drawing needs. */
  protected abstract drawingFailed(message: string): void;

  /** A page whose policy forbids drawing gets its own content back, not an exception. */
  #draw(): void {
    try {
      this.prepare();
      this.#next = null;
      render(this.template(), this.#root);
      this.drawn(this.#root);
    } catch (error) {
      this.#next = null;
      this.#cannotDraw = true;
      this.#root.replaceChildren(document.createElement('slot'));
      this.drawingFailed(error instanceof Error ? error.message : 'drawing failed');
    }
  }
}

function sheetOf(styles: string): CSSStyleSheet {
  let sheet = sheets.get(styles);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    sheets.set(styles, sheet);
  }
  return sheet;
}
