/** What of `dist/custom-elements.json` the types are made of. */
export interface Manifest {
  modules: { declarations?: Declaration[] }[];
}

interface Declaration {
  name: string;
  tagName?: string;
  attributes?: { name: string }[];
  events?: { name: string }[];
  members?: Member[];
}

interface Member {
  kind: string;
  name: string;
  privacy?: string;
  readonly?: boolean;
  type?: { text: string };
}

/** What the elements take in JSX, for React 19: attributes, properties, and each event by `on` and its name. */
export function jsxTypes({ modules }: Manifest): string {
  const elements = modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter(({ tagName }) => tagName !== undefined);
  return `import type { ClassAttributes, HTMLAttributes } from 'react';
import type * as waypost from './widget/index.js';

/** The attributes of any HTML element, and those properties, attributes and events that the manifest names. */
type Props<
  Element,
  Properties extends keyof Element,
  Attributes extends string,
  Events extends keyof HTMLElementEventMap,
> = ClassAttributes<Element> &
  Omit<HTMLAttributes<Element>, Properties> & {
    [Name in Properties]?: Element[Name] | undefined;
  } & {
    [Name in Exclude<Attributes, Properties>]?: string | number | boolean | undefined;
  } & {
    [Name in Events as \`on\${Name}\`]?: ((event: HTMLElementEventMap[Name]) => void) | undefined;
  };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${elements.map(propsOf).join('\n')}
    }
  }
}
`;
}

function propsOf({ name, tagName, attributes, events, members }: Declaration): string {
  const properties = members?.filter(isProperty);
  const unions = [properties, attributes, events].map(
    (each = []) => each.map((one) => `'${one.name}'`).join(' | ') || 'never',
  );
  return `      '${tagName}': Props<waypost.${name}, ${unions.join(', ')}>;`;
}

/** Whether a page sets it: a field without a type is one that is called. */
function isProperty({ kind, privacy, readonly, type }: Member): boolean {
  return kind === 'field' && !privacy && !readonly && type !== undefined;
}
