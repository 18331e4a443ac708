import { parseAst, Visitor, type ESTree, type Plugin } from 'vite';

/** Takes indentation and comments out of css`…` and html`…`. The lines stay, so that source maps stay true. */
export function withoutTemplateIndentation(): Plugin {
  return {
    name: 'waypost-template-indentation',
    enforce: 'pre',
    transform: {
      filter: { id: /\/widget\/.*\.ts$/ },
      handler: (code) => ({ code: shorten(code), map: null }),
    },
  };
}

function shorten(code: string): string {
  const texts = textsOfTemplates(parseAst(code, { lang: 'ts' }));
  let shortened = '';
  let end = 0;
  for (const text of texts.sort((one, other) => one.start - other.start)) {
    shortened += code.slice(end, text.start);
    shortened += code
      .slice(text.start, text.end)
      .replaceAll(/\/\*.*\*\//g, '')
      .replaceAll(/\n[ \t]+/g, '\n');
    end = text.end;
  }
  return shortened + code.slice(end);
}

/** A message's own templates are left alone: it is found by its exact text. */
function textsOfTemplates(program: ESTree.Program): ESTree.TemplateElement[] {
  const texts: ESTree.TemplateElement[] = [];
  new Visitor({
    TaggedTemplateExpression({ tag, quasi }) {
      if (tag.type === 'Identifier' && /^(css|html)$/.test(tag.name))
        texts.push(...quasi.quasis);
    },
  }).visit(program);
  return texts;
}
