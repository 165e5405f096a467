import {
  ELEMENT,
  type Attribute,
  type Column,
  type ElementName,
  type Graph,
  type Node,
  type Tensor,
} from './messages.ts';

/** The name of a value in the graph. */
export type Name = string;

/** What the name of every value inside the graph begins with; that of no input may. */
export const STEP = 'step-';

type Attributes = Readonly<Record<string, Attribute>>;

/** Collects the steps of a graph. Every method gives the name of the value that it has made. */
export class GraphBuilder {
  private readonly nodes: Node[] = [];
  private readonly constants: Record<string, Tensor> = {};
  private readonly inputs: Column[] = [];

  input(column: Column): Name {
    this.inputs.push(column);
    return column.name;
  }

  constant(tensor: Tensor): Name {
    const name = this.nameOf('constant');
    this.constants[name] = tensor;
    return name;
  }

  float(values: ArrayLike<number>, shape: readonly number[]): Name {
    return this.constant({ type: 'float', shape, values });
  }

  double(values: readonly number[], shape: readonly number[] = []): Name {
    return this.constant({ type: 'double', shape, values });
  }

  int64(values: readonly number[], shape: readonly number[] = []): Name {
    return this.constant({ type: 'int64', shape, values });
  }

  add(op: string, inputs: readonly Name[], attributes: Attributes = {}): Name {
    return this.push({ op, domain: '', inputs, attributes, output: this.nameOf(op) });
  }

  cast(value: Name, type: ElementName): Name {
    return this.add('Cast', [value], { to: { int: ELEMENT[type] } });
  }

  /** @param value double of any shape */
  clip(value: Name, min: number, max: number): Name {
    return this.add('Clip', [value, this.double([min]), this.double([max])]);
  }

  /** Each text becomes the whole number that stands for it. @returns int64 of the same shape */
  codesOfTexts(texts: Name, codes: ReadonlyMap<string, number>, otherwise: number): Name {
    return this.push({
      op: 'LabelEncoder',
      domain: 'ai.onnx.ml',
      inputs: [texts],
      output: this.nameOf('LabelEncoder'),
      attributes: {
        keys_strings: { strings: [...codes.keys()] },
        values_int64s: { ints: [...codes.values()] },
        default_int64: { int: otherwise },
      },
    });
  }

  /** Gives a value the name under which the graph puts it out. */
  output(value: Name, name: string): void {
    this.push({ op: 'Identity', domain: '', inputs: [value], attributes: {}, output: name });
  }

  build(name: string, outputs: readonly Column[]): Graph {
    const { nodes, constants, inputs } = this;
    return { name, nodes, constants, inputs, outputs };
  }

  private push(node: Node): Name {
    this.nodes.push(node);
    return node.output;
  }

  private nameOf(what: string): Name {
    return `${STEP}${this.nodes.length + Object.keys(this.constants).length}-${what}`;
  }
}
