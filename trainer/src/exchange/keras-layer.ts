/** A layer of a Keras network, without its weights. */
export interface LayerConfig {
  readonly name: string;
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** A layer with its weights by the last part of their names: `kernel`, `bias`. */
export interface KerasLayer extends LayerConfig {
  readonly weights: ReadonlyMap<string, KerasWeight>;
}

/** The layers of a chain, the first one first. */
export interface KerasNetwork {
  /** Of the Keras that wrote it. */
  readonly version: string;
  readonly layers: readonly KerasLayer[];
}

/** An array of numbers of a Keras file, the last axis first. */
export interface KerasWeight {
  readonly shape: readonly number[];
  readonly values: Float32Array | Float64Array;
}

/** Such as `layer "lstm_1" (LSTM)`. */
export function describeLayer({ name, className }: LayerConfig): string {
  return `layer ${JSON.stringify(name)} (${className})`;
}
