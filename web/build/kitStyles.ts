import type { Plugin } from 'vite';

/** Components that others are made of, in the order of the kit's own sheet: those others have the last word. */
const FIRST = [
  'baseline',
  'default-css-variables',
  'global',
  'ScrollArea',
  'UnstyledButton',
  'VisuallyHidden',
  'Paper',
  'Overlay',
  'Popover',
  'Loader',
  'ActionIcon',
  'CloseButton',
  'Group',
  'ModalBase',
  'Input',
  'FloatingIndicator',
  'Text',
  'Combobox',
  'InlineInput',
  'Pill',
];

const CLASSES = /\/@mantine\/(\w+)\/esm\/.*?(\w+)\.module\.mjs$/;
const STYLES = /\/@mantine\/\w+\/(?:styles\/)?([\w-]+)\.css$/;
const WHOLE = ['core', 'dates', 'notifications']
  .map((part) => `import '@mantine/${part}/styles.layer.css';\n`)
  .join('');

/** The order of the kit's layers, said before the first of them, and the layer of each sheet: whichever is fetched first. */
export function layered(name: string, css: string): string {
  const order = [...FIRST, 'parts', 'styles'].map((layer) => `mantine.${layer}`).join(', ');
  const layer = FIRST.includes(name) || name === 'styles' ? name : 'parts';
  return `${name === FIRST[0] ? `@layer ${order};\n` : ''}@layer mantine.${layer} {\n${css}\n}\n`;
}

/**
 * Every component of Mantine brings its own styles, so that a page waits for those that it shows and not for the sheet of
 * the whole kit. While developing, that sheet is there at once.
 *
 * @param entry the script of the app, which imports what belongs to no component: `@mantine/core/styles/baseline.css` first
 */
export function kitStyles(entry: string): Plugin {
  let building = false;
  return {
    name: 'brisk:kit-styles',
    enforce: 'pre',
    configResolved: ({ command }) => {
      building = command === 'build';
    },
    transform(code, id) {
      if (!building) {
        return id === entry ? WHOLE + code : undefined;
      }
      const [, part, component] = CLASSES.exec(id) ?? [];
      if (component !== undefined) {
        return `import '@mantine/${part === 'core' ? `core/styles/${component}` : `${part}/styles`}.css';\n${code}`;
      }
      const [, sheet] = STYLES.exec(id) ?? [];
      return sheet === undefined ? undefined : layered(sheet, code);
    },
  };
}
