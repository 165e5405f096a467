import type { Column } from './columns.ts';
import type { Delimiter } from './csv-header.ts';

/** What a reader makes of a file of any format. */
export interface TableContents {
  readonly names: readonly string[];
  /** [names] */
  readonly columns: readonly Column[];
  readonly rowCount: number;
  readonly delimiter: Delimiter;
  line(row: number): number;
}
