import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';

/** Our elements are registered by `define(tag, class)`, which the analyzer does not know by itself. */
const definitions = {
  name: 'waypost-definitions',
  analyzePhase({ ts, node, moduleDoc }) {
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'define') return;
    const [tag, element] = node.arguments;
    const name = element?.getText();
    const declaration = moduleDoc.declarations.find((each) => each.name === name);
    if (!declaration || !ts.isStringLiteral(tag)) return;
    declaration.customElement = true;
    declaration.tagName = tag.text;
    moduleDoc.exports.push({
      kind: 'custom-element-definition',
      name: tag.text,
      declaration: { name, module: moduleDoc.path },
    });
  },
};

/** Events are named in the doc blocks; those that the analyzer guesses from the code are other things. */
const events = {
  name: 'waypost-events',
  packageLinkPhase({ customElementsManifest }) {
    for (const declaration of customElementsManifest.modules.flatMap(
      (each) => each.declarations ?? [],
    )) {
      if (!declaration.events) continue;
      declaration.events = declaration.events.filter(({ name }) =>
        name?.startsWith('waypost-'),
      );
    }
  },
};

/** Modules are named as the package has them, not as they are written. */
const paths = {
  name: 'waypost-paths',
  packageLinkPhase({ customElementsManifest }) {
    const built = (path) => path.replace(/^widget\/(.*)\.ts$/, 'dist/widget/$1.js');
    for (const module of customElementsManifest.modules) {
      module.path = built(module.path);
      for (const { declaration } of module.exports ?? [])
        if (declaration?.module) declaration.module = built(declaration.module);
    }
  },
};

/** What an attribute takes is text, where its property takes something else, too. */
const attributes = {
  name: 'waypost-attributes',
  packageLinkPhase({ customElementsManifest }) {
    for (const { declarations } of customElementsManifest.modules)
      for (const { type } of declarations.flatMap((each) => each.attributes ?? []))
        if (type && !/^(string|number|boolean)$|'/.test(type.text)) type.text = 'string';
  },
};

const forEditors = { outdir: 'dist', hideLogs: true, hideCssPropertiesDocs: true };

export default {
  globs: ['widget/*.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  quiet: true,
  plugins: [
    definitions,
    events,
    attributes,
    paths,
    customElementVsCodePlugin(forEditors),
    customElementJetBrainsPlugin({ ...forEditors, packageJson: false }),
  ],
};
