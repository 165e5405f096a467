import { html, type Html } from './html.ts';

/** Line drawings on a field of 24 by 24, in the color of the text beside them. */
const PATHS = {
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4.5 4.5',
  customers:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 9a6 6 0 0 1 12 0m1-9.2a3.5 3.5 0 0 0 0-6.6M18.5 14.600a6 6 0 0 1 2.5 5.4',
  tasks:
    'm4 6.5 1.5 1.500L8.5 5M4 12.500l1.5 1.5 3-3M4 18.5 5.5 20l3-3M12 6.500h8M12 12.500h8M12 18.500h8',
  call: 'M6 4h3l1.5 4.500L8.5 10a11 11 0 0 0 5.5 5.500l1.5-2L20 15v3a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2Z',
  email: 'M4 6h16v12H4zm0 1 8 6 8-6',
  meeting: 'M5 6h14v14H5zM5 10h14M9 3.500V7m6-3.500V7',
  app: 'M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Zm3 15.500h2',
  edit: 'M5 19l1-4L16.5 4.500l3 3L9 18zM14 7l3 3',
  document: 'M7 3.500h7l4 4V20.500H7zM14 3.500v4h4M10 12h5m-5 4h5',
  theme: 'M12 4a8 8 0 1 0 0 16Zm0 0a8 8 0 0 1 0 16',
  up: 'm7 14 5-5 5 5',
  down: 'm7 10 5 5 5-5',
} as const;
export type IconName = keyof typeof PATHS;

export function icon(name: IconName): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d="${PATHS[name]}" />
  </svg>`;
}
