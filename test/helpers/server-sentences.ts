import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Files whose sentences nobody reads in an element: who does, or where they have words of their own. */
const elsewhere: readonly RegExp[] = [
  /^mock-server\/(main|metrics|(outgoing-)?options|option-error)\.ts$/, // the command line, and who watches over it
  /^mock-server\/embedded-database(\/|\.ts$)/,
  /^mock-server\/routes\/openapi\.ts$/,
  /^mock-server\/rehearsal\/(scenario-file|told-run|report)\.ts$/, // the tool on the command line
  /^mock-server\/(customer-pages|demo|embed|maker|set-up|sign-in)\//, // pages with words of their own
  /^mock-server\/(surveys\/|routes\/surveys\.ts$)/, // customers' pages
  /^mock-server\/(browser|storage\/migrations)\//,
  /^mock-server\/(access\/gateway|routes\/payment-callbacks)\.ts$/, // other servers
  /-words\.ts$|-styles\.ts$|-endpoints\.ts$|endpoint-schemas\.ts$/,
];

/** A whole sentence, or one that another is put to the end of. */
const sentence = /^[A-Z“‘{](?:.* .*[.!?]|.*[.:] (?:\{\d+\})+)$/s;

/**
 * Every text in the sources of the server and the contract, with `{0}`, `{1}` … for what is put in, and the files that
 * it stands in.
 */
function readTexts(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of globSync('{mock-server,api-client/contract}/**/*.ts', { cwd: root })) {
    if (elsewhere.some((pattern) => pattern.test(file))) continue;
    const source = readFileSync(`${root}/${file}`, 'utf8');
    const look = (node: ts.Node): void => {
      if (isSchemaWord(node)) return;
      const text = textOf(node);
      if (text !== undefined) found.set(text, (found.get(text) ?? new Set()).add(file));
      ts.forEachChild(node, look);
    };
    look(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  }
  return found;
}

const texts = readTexts();

export const serverTexts = (): Iterable<string> => texts.keys();

/** Those that are sentences. */
export const serverSentences = (): Map<string, Set<string>> =>
  new Map([...texts].filter(([text]) => sentence.test(text)));

/** Titles and explanations of schemas have their French elsewhere, with a test of their own. */
function isSchemaWord(node: ts.Node): boolean {
  return (
    ts.isPropertyAssignment(node) &&
    ts.isStringLiteral(node.initializer) &&
    /^(title|description)$/.test(node.name.getText())
  );
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node) || ts.isTaggedTemplateExpression(node.parent))
    return undefined; // what is tagged is SQL
  const spans = node.templateSpans.map(({ literal }, index) => `{${index}}${literal.text}`);
  return node.head.text + spans.join('');
}
