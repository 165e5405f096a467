/** What a command prints: results on stdout, everything else on stderr. */
export interface Output {
  result(line: string): void;
  note(line: string): void;
}

export const terminal: Output = {
  result: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
};
