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
