/** The cells of one column in some memory-saving form. */
export interface CellStore {
  readonly length: number;
  /** @returns false where the text does not fit into this form; nothing has changed then */
  push(text: string): boolean;
  /** @returns the text that was pushed, exactly */
  at(row: number): string;
  /** Frees what only pushing needs. */
  seal(): void;
}
