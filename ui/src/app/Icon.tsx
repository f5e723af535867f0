const PATHS = {
  clock: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM8 4.5V8l2.5 1.5',
  left: 'M10 3 5 8l5 5',
  right: 'M6 3l5 5-5 5',
  zoomOut: 'M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2ZM10.8 10.8 14 14M4.8 7h4.4',
  back: 'M6 4 2.5 7.5 6 11M3 7.5h6.5a4 4 0 0 1 4 4V13',
  refresh: 'M13.5 8a5.5 5.5 0 1 1-1.6-3.9M13.5 1.8v3h-3',
  pause: 'M5.5 3v10M10.5 3v10',
  play: 'M5 3l8 5-8 5Z',
  search: 'M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2ZM10.8 10.8 14 14',
  keyboard: 'M1.5 4h13v8h-13ZM4 6.6h.01M6.7 6.6h.01M9.3 6.6h.01M12 6.6h.01M5 9.6h6',
  system: 'M2 3h12v8H2ZM6 14h4',
  dark: 'M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5Z',
  light:
    'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1',
  contrast:
    'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM8 1.5v13M8 4h3.5M8 7h4.7M8 10h4.5M8 12.6h3',
  link: 'M6.5 9.5 9.5 6.5M7 4.5l1.8-1.8a2.6 2.6 0 0 1 3.7 3.7L10.7 8.2M9 11.5l-1.8 1.8a2.6 2.6 0 0 1-3.7-3.7L5.3 7.8',
  plus: 'M8 3v10M3 8h10',
  edit: 'M3 13l.6-2.8L10.8 3l2.2 2.2-7.2 7.2ZM9.4 4.4l2.2 2.2',
  undo: 'M6 3 2.5 6.5 6 10M3 6.5h6a4 4 0 0 1 0 8H7',
  redo: 'M10 3l3.5 3.5L10 10M13 6.5H7a4 4 0 0 0 0 8h2',
  star: 'M8 2l1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.3l-3.7 2 .8-4.1L2 6.3l4.2-.5Z',
  move: 'M8 2v12M2 8h12M6 4l2-2 2 2M6 12l2 2 2-2M4 6 2 8l2 2M12 6l2 2-2 2',
  share: 'M8 10V2M5 4.5 8 1.8l3 2.7M3.5 8v6h9V8',
  settings: 'M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 3v3M5.5 10v3',
  folder: 'M2 4h4l1.5 2H14v7H2Z',
  grid: 'M2.5 2.5h4.5v4.5H2.5ZM9 2.5h4.5v4.5H9ZM2.5 9h4.5v4.5H2.5ZM9 9h4.5v4.5H9Z',
  chevron: 'M4 6l4 4 4-4',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing in the colour of the text; what it means is said by the button around it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
