import { posix } from 'node:path';
import ts from 'typescript';

/** Stands for the name of an import that is computed at run time. */
export const COMPUTED = '(computed)';

/**
 * Everything that a module imports, statically or not, types too.
 *
 * @param path of the file from the root of the repository, with `/`
 * @returns files as paths from the root (`models/src/schema.ts`), anything else as it is written
 */
export function importsOf(path: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier) {
      found.push(ts.isStringLiteralLike(specifier) ? target(path, specifier.text) : COMPUTED);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return found;
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node)) {
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument;
  }
  const isLazyImport =
    ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isLazyImport ? node.arguments[0] : undefined;
}

function target(path: string, specifier: string): string {
  return specifier.startsWith('.')
    ? posix.normalize(posix.join(posix.dirname(path), specifier))
    : specifier;
}
