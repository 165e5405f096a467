/** Different texts, numbered in the order in which they come. */
export interface WordList {
  readonly length: number;
  /** @returns the number of a text, which is new or known; -1 where the list is full */
  add(text: string): number;
  at(index: number): string;
  /** Frees what only adding needs. */
  seal(): void;
}

/** Together, such as 100 letters for each of 65,536 words. */
const MOST_LETTERS = 6_553_600;

export function createWordList(mostWords: number): WordList {
  const words: string[] = [];
  const indices = new Map<string, number>();
  let letters = 0;
  return {
    get length() {
      return words.length;
    },
    add(text) {
      const known = indices.get(text);
      if (known !== undefined) return known;
      if (words.length === mostWords || letters + text.length > MOST_LETTERS) return -1;
      letters += text.length;
      indices.set(text, words.length);
      return words.push(text) - 1;
    },
    at: (index) => words[index],
    seal: () => indices.clear(),
  };
}
