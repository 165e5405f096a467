const BEGINNINGS = [
  'Bel',
  'Car',
  'Dor',
  'El',
  'Fen',
  'Gar',
  'Hol',
  'Ister',
  'Kal',
  'Lor',
  'Mon',
  'Nor',
];
const MIDDLES = ['a', 'e', 'i', 'o', 'ando', 'eri', 'ima', 'ovi'];
const ENDINGS = [
  'bart',
  'dell',
  'fink',
  'grave',
  'lund',
  'mark',
  'nova',
  'quist',
  'rell',
  'stein',
  'vane',
  'witz',
];

/** An invented surname, such as "Kalimaquist". @param random numbers in [0, 1) */
export function inventSurname(random: () => number): string {
  return [BEGINNINGS, MIDDLES, ENDINGS]
    .map((parts) => parts[Math.floor(random() * parts.length)])
    .join('');
}
