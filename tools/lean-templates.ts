import { parseAst, Visitor, type ESTree, type Plugin } from 'vite';

/** Takes indentation and comments out of css`…` and html`…`, and out of css`…` what else is only there to be read. */
export function leanTemplates(): Plugin {
  return {
    name: 'waypost-lean-templates',
    enforce: 'pre',
    transform: {
      filter: { id: /\/widget\/.*\.ts$/ },
      handler: (code) => ({ code: shorten(code), map: null }),
    },
  };
}

interface Text extends ESTree.TemplateElement {
  isStyle: boolean;
}

function shorten(code: string): string {
  let shortened = '';
  let end = 0;
  for (const text of textsOfTemplates(parseAst(code, { lang: 'ts' }))) {
    const [start, close] = [text.start + 1, text.tail ? '`' : '${'];
    const former = code.slice(start, text.end - close.length);
    const short = text.isStyle ? shortenStyle(former) : shortenMarkup(former);
    // Its lines stay, behind it, so that source maps stay true.
    const lines = '\n'.repeat(countLines(former) - countLines(short));
    shortened += code.slice(end, start) + short + close + lines;
    end = text.end;
  }
  return shortened + code.slice(end);
}

function shortenMarkup(text: string): string {
  return text.replaceAll(/\n[ \t]+/g, '\n');
}

/** What stands in quotes stays as it is. */
function shortenStyle(text: string): string {
  return text
    .split(/("[^"]*"|'[^']*'|\/\*[^]*?\*\/)/)
    .map((piece) => (/^["']/.test(piece) ? piece : shortenRules(piece)))
    .join('')
    .replaceAll(';}', '}');
}

function shortenRules(text: string): string {
  return text
    .replace(/^\/\*[^]*/, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .replaceAll(': ', ':');
}

function countLines(text: string): number {
  return text.split('\n').length;
}

/** In their order. A message's own templates are left alone: it is found by its exact text. */
function textsOfTemplates(program: ESTree.Program): Text[] {
  const texts: Text[] = [];
  new Visitor({
    TaggedTemplateExpression({ tag, quasi }) {
      if (tag.type !== 'Identifier' || !/^(css|html)$/.test(tag.name)) return;
      const isStyle = tag.name === 'css';
      texts.push(...quasi.quasis.map((text) => ({ ...text, isStyle })));
    },
  }).visit(program);
  return texts.sort((one, other) => one.start - other.start);
}
