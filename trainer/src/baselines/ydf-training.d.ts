/** The part of Yggdrasil Decision Forests that is used; the package brings no types. */
declare module 'ydf-training' {
  type Columns = Readonly<Record<string, readonly number[] | readonly string[]>>;

  interface TreeModel {
    /** @returns the probability of the rarer label, one for each row */
    predict(columns: Columns): ArrayLike<number>;
    unload(): void;
  }

  interface Ydf {
    readonly GradientBoostedTreesLearner: new (
      label: string,
      task: 'CLASSIFICATION',
    ) => { train(columns: Columns): TreeModel };
  }

  function load(options: {
    readonly print: (line: string) => void;
    readonly printErr: (line: string) => void;
  }): Promise<Ydf>;

  export = load;
}
