import {
  createTheme,
  type ActionIconProps,
  type DrawerProps,
  type MantineColorsTuple,
  type MantineThemeComponent,
  type MenuProps,
  type ModalProps,
  type TooltipProps,
} from '@mantine/core';

/** The one accent. Index 6 is the button in light, 5 in dark; both carry white text with more than 4.5 : 1. */
const accent: MantineColorsTuple = [
  '#eef0fd',
  '#dfe2fa',
  '#c2c8f4',
  '#a0a8ee',
  '#7f89e4',
  '#5a66d8',
  '#4453c9',
  '#3845b0',
  '#2f3a93',
  '#262f75',
];

const gray: MantineColorsTuple = [
  '#fafafa',
  '#f4f4f5',
  '#ebebed',
  '#e1e1e4',
  '#cdcdd2',
  '#a3a3ab',
  '#66666f',
  '#4b4b53',
  '#2f2f35',
  '#1c1c20',
];

const dark: MantineColorsTuple = [
  '#e3e4e8',
  '#c4c6cd',
  '#9a9ca6',
  '#6e7079',
  '#34363d',
  '#2a2c32',
  '#1f2126',
  '#17181c',
  '#121316',
  '#0d0e10',
];

/** What is wrong, or cannot be undone: index 6 is read on white, 4 on the darkest surface. */
const red: MantineColorsTuple = [
  '#fff1ef',
  '#ffe1dd',
  '#ffc4bc',
  '#ffa699',
  '#ff8a7a',
  '#d9412f',
  '#b42318',
  '#981c13',
  '#7c170f',
  '#5f110b',
];

const SMALL = [
  'Text',
  'Button',
  'TextInput',
  'PasswordInput',
  'Textarea',
  'Select',
  'MultiSelect',
  'NumberInput',
  'TagsInput',
  'Autocomplete',
  'SegmentedControl',
  'DateInput',
  'DateTimePicker',
  'Checkbox',
  'Switch',
  'Badge',
];

const overlayProps = { backgroundOpacity: 0.35, color: '#000' };

/** One type scale (12, 13, 14, 16, 20) and one spacing scale (4, 8, 12, 16, 24) for everything. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  colors: { accent, gray, dark, red },
  black: '#1c1c20',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '16px', lineHeight: '1.4' },
      h2: { fontSize: '14px', lineHeight: '1.45' },
      h3: { fontSize: '13px', lineHeight: '1.45' },
    },
  },
  radius: { xs: '3px', sm: '5px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  shadows: {
    xs: '0 1px 2px rgb(0 0 0 / 6%)',
    sm: '0 1px 3px rgb(0 0 0 / 8%)',
    md: '0 4px 16px rgb(0 0 0 / 10%)',
    lg: '0 8px 28px rgb(0 0 0 / 14%)',
    xl: '0 12px 40px rgb(0 0 0 / 18%)',
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  // By name, not with Component.extend(): that would put every component named here into the first page's script.
  components: {
    ...Object.fromEntries(
      SMALL.map((name): [string, MantineThemeComponent] => [name, { defaultProps: { size: 'sm' } }]),
    ),
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 } satisfies ActionIconProps },
    Menu: {
      defaultProps: {
        shadow: 'md',
        transitionProps: { duration: 80 },
        radius: 'md',
        // The first item has the focus, not an element before it that is no item.
        withInitialFocusPlaceholder: false,
        returnFocus: true,
      } satisfies MenuProps,
    },
    Modal: {
      defaultProps: {
        shadow: 'xl',
        radius: 'lg',
        padding: 'lg',
        transitionProps: { duration: 100 },
        overlayProps,
      } satisfies Partial<ModalProps>,
    },
    Drawer: { defaultProps: { transitionProps: { duration: 120 }, overlayProps } satisfies Partial<DrawerProps> },
    Tooltip: {
      defaultProps: { openDelay: 400, transitionProps: { duration: 80 }, fz: 12 } satisfies Partial<TooltipProps>,
    },
  },
});
