import { bytes, concat, float, int, littleEndian, message, text, type Field } from './protobuf.ts';

/**
 * The messages of ONNX with their field numbers (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
 */

/** Element types of tensors. */
export const ELEMENT = { float: 1, int64: 7, string: 8, bool: 9, double: 11 } as const;
export type ElementName = keyof typeof ELEMENT;

/** A constant: numbers in the order of the last axis first. */
export type Tensor =
  | {
      readonly shape: readonly number[];
      readonly type: 'float';
      readonly values: ArrayLike<number>;
    }
  | {
      readonly shape: readonly number[];
      readonly type: 'double';
      readonly values: readonly number[];
    }
  | {
      readonly shape: readonly number[];
      readonly type: 'int64';
      readonly values: readonly number[];
    };

export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly ints: readonly number[] }
  | { readonly strings: readonly string[] };

export interface Node {
  readonly op: string;
  /** `''` is the domain of ONNX itself. */
  readonly domain: '' | 'ai.onnx.ml';
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** An input or output of [customers, 1]. */
export interface Column {
  readonly name: string;
  readonly type: ElementName;
  readonly description: string;
}

export interface Graph {
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly constants: Readonly<Record<string, Tensor>>;
  readonly inputs: readonly Column[];
  readonly outputs: readonly Column[];
}

export interface ModelFile {
  readonly irVersion: number;
  readonly opset: number;
  readonly mlOpset: number;
  readonly producer: readonly [name: string, version: string];
  readonly description: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly graph: Graph;
}

/** @returns the bytes of the .onnx file */
export function encodeModel(model: ModelFile): Uint8Array {
  const [name, version] = model.producer;
  return concat([
    int(1, model.irVersion),
    text(2, name),
    text(3, version),
    text(6, model.description),
    message(7, graphFields(model.graph)),
    message(8, [text(1, ''), int(2, model.opset)]),
    message(8, [text(1, 'ai.onnx.ml'), int(2, model.mlOpset)]),
    ...Object.entries(model.properties).map(([key, value]) =>
      message(14, [text(1, key), text(2, value)]),
    ),
  ]);
}

function graphFields(graph: Graph): Field[] {
  return [
    ...graph.nodes.map((node) => message(1, nodeFields(node))),
    text(2, graph.name),
    ...Object.entries(graph.constants).map(([name, tensor]) =>
      message(5, tensorFields(name, tensor)),
    ),
    ...graph.inputs.map((column) => message(11, columnFields(column))),
    ...graph.outputs.map((column) => message(12, columnFields(column))),
  ];
}

function nodeFields({ op, domain, inputs, output, attributes }: Node): Field[] {
  return [
    ...inputs.map((input) => text(1, input)),
    text(2, output),
    text(3, output),
    text(4, op),
    ...Object.entries(attributes).map(([name, attribute]) =>
      message(5, [text(1, name), ...attributeFields(attribute)]),
    ),
    text(7, domain),
  ];
}

function attributeFields(attribute: Attribute): Field[] {
  const type = (number: number) => int(20, number);
  if ('int' in attribute) return [int(3, attribute.int), type(2)];
  if ('float' in attribute) return [float(2, attribute.float), type(1)];
  if ('ints' in attribute) return [...attribute.ints.map((value) => int(8, value)), type(7)];
  return [...attribute.strings.map((value) => text(9, value)), type(8)];
}

function tensorFields(name: string, tensor: Tensor): Field[] {
  return [
    ...tensor.shape.map((size) => int(1, size)),
    int(2, ELEMENT[tensor.type]),
    text(8, name),
    bytes(9, littleEndian(typedValues(tensor))),
  ];
}

function typedValues({ type, values }: Tensor) {
  switch (type) {
    case 'float':
      return Float32Array.from(values);
    case 'double':
      return Float64Array.from(values);
    case 'int64':
      return BigInt64Array.from(values, BigInt);
  }
}

function columnFields({ name, type, description }: Column): Field[] {
  const rows = message(1, [text(2, 'customers')]);
  const one = message(1, [int(1, 1)]);
  const tensor = message(1, [int(1, ELEMENT[type]), message(2, [rows, one])]);
  return [text(1, name), message(2, [tensor]), text(3, description)];
}
