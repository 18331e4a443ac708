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

export default {
  globs: ['widget/*.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  quiet: true,
  plugins: [definitions, events],
};
