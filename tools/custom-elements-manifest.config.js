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

export default {
  globs: ['widget/*.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  quiet: true,
  plugins: [definitions],
};
