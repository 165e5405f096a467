/** Something that a person can put right: shown as one line, without a stack. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
}
