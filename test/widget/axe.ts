interface Axe {
  readonly run: (
    target: Element,
    options: object,
  ) => Promise<{ readonly violations: readonly Violation[] }>;
}

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly {
    readonly target: readonly unknown[];
    readonly failureSummary: string;
  }[];
}

let loading: Promise<Axe> | undefined;

/** @returns what axe finds wrong by WCAG 2.2 A and AA, one line each */
export async function axeViolations(element: Element): Promise<string[]> {
  loading ??= load();
  const axe = await loading;
  const { violations } = await axe.run(element, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')} ${failureSummary}`,
    ),
  );
}

function load(): Promise<Axe> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = '/node_modules/axe-core/axe.min.js';
    script.onload = () => resolve((window as unknown as { axe: Axe }).axe);
    script.onerror = () => reject(new Error('axe-core must be at /node_modules/axe-core'));
    document.head.append(script);
  });
}
