import { describe, expect, test } from 'vitest';
import { splitByTime } from '../../../trainer/src/data/time-split.ts';
import { readTimes, type TimeFormat } from '../../../trainer/src/data/times.ts';
import { inferConfig, parseTable, readTable } from '../../../trainer/src/index.ts';
import { randomStream } from '../../../trainer/src/random.ts';
import { splitTable } from '../../../trainer/src/data/split.ts';
import { readTarget } from '../../../trainer/src/data/target.ts';
import { publicTable } from '../../support/public-table.ts';

const timesOf = (cells: readonly (string | number)[], format?: TimeFormat) =>
  readTimes(
    parseTable(Buffer.from(['When;X', ...cells.map((cell) => `${cell};1`)].join('\n')), 'when.csv'),
    'When',
    format,
  );

const SHARES = { test: 0.2, validation: 0.1, calibration: 0.1 };
const PARTS = ['train', 'validation', 'calibration', 'test'] as const;

describe('times', () => {
  test.each<[string, string[], TimeFormat]>([
    ['ISO dates', ['2017-12-31', '2018-01-01'], 'YYYY-MM-DD'],
    ['ISO times', ['2017-12-31T23:59:59Z', '2018-01-01 12:00'], 'YYYY-MM-DD'],
    ['dates of which one has a 31st first', ['01/02/2018', '31/01/2018'], 'DD/MM/YYYY'],
    ['dates of which one has a 31st second', ['02.01.2018', '01.31.2018'], 'MM/DD/YYYY'],
    ['years', ['2017', '2018'], 'number'],
  ])('the format of %s is told by the cells', (_name, cells, format) => {
    expect(timesOf(cells).format).toBe(format);
  });

  test('a date is a day of the calendar', () => {
    const { values } = timesOf(['01/02/2018', '31/01/2018', '29/02/2020', '01/03/2020']);
    expect(values[0] - values[1]).toBe(1);
    expect(values[3] - values[2]).toBe(1);
    expect(values[1]).toBe(Date.parse('2018-01-31') / 86_400_000);
    const [noon, midnight] = timesOf(['2018-01-31 12:00', '2018-01-31']).values;
    expect(noon - midnight).toBe(0.5);
  });

  test('where days and months cannot be told apart, the choice is named', () => {
    expect(() => timesOf(['01/02/2018', '03/04/2018'])).toThrow(
      'when.csv column When: nobody can tell whether "01/02/2018" starts with the day or with the month: say --time-format DD/MM/YYYY or MM/DD/YYYY',
    );
    expect(timesOf(['01/02/2018'], 'DD/MM/YYYY').values[0]).toBe(
      Date.parse('2018-02-01') / 86_400_000,
    );
    expect(timesOf(['01/02/2018'], 'MM/DD/YYYY').values[0]).toBe(
      Date.parse('2018-01-02') / 86_400_000,
    );
  });

  test.each([
    [
      'no time at all',
      ['2018-01-01', ''],
      'when.csv:3 column When: must be a time written as YYYY-MM-DD, however: ""',
    ],
    [
      'a day that no calendar has',
      ['30/01/2018', '30/02/2018'],
      'when.csv:3 column When: must be a time written as DD/MM/YYYY, however: "30/02/2018"',
    ],
    [
      'a word',
      ['soon', 'later'],
      'when.csv:2 column When: must be a time written as number, however: "soon"',
    ],
  ])('%s is refused with its line', (_name, cells, message) => {
    expect(() => timesOf(cells)).toThrow(message);
  });
});

describe('a split by time', () => {
  const random = () => randomStream(3, 'split');
  /** Every third customer left; the row is the day, shuffled by a step that meets every row. */
  const days = Array.from({ length: 1000 }, (_, row) => (row * 37) % 1000);
  const left = Uint8Array.from(days, (day) => Number(day % 3 === 0));
  const times = timesOf(days);

  test('test is the latest rows, calibration those before it, train the earliest', () => {
    const split = splitByTime(times, left, SHARES, random());
    const spans = PARTS.map((part) => split[part].map((row) => days[row]).sort((a, b) => a - b));
    expect(spans.map((span) => [span[0], span.at(-1)])).toEqual([
      [0, 639],
      [640, 719],
      [720, 799],
      [800, 999],
    ]);
    expect(spans.flat()).toHaveLength(1000);
  });

  test('rows of one time are never on both sides, and the nearest boundary is taken', () => {
    const years = timesOf(days.map((day) => 2015 + Math.floor(day / 300)));
    const split = splitByTime(years, left, SHARES, random());
    // 2015 to 2017 have 300 rows each and 2018 has 100: 100 are nearer to 200 than 400 are.
    expect(split.test.map((row) => years.values[row])).toEqual(
      Array.from({ length: 100 }, () => 2018),
    );
    expect(PARTS.map((part) => split[part].length)).toEqual([720, 90, 90, 100]);
  });

  test('may start at a time that somebody names', () => {
    const split = splitByTime(times, left, { ...SHARES, testFrom: '500' }, random());
    expect(split.test).toHaveLength(500);
    const outside = (testFrom: string) => () =>
      splitByTime(times, left, { ...SHARES, testFrom }, random());
    expect(outside('5000')).toThrow(
      'starts at 5000 of When, however: there is no row from then on',
    );
    expect(outside('0')).toThrow('there is no row before it');
    expect(outside('June')).toThrow(
      'split.testFrom must be a time written as number, as in column When, however: "June"',
    );
  });

  test('needs more than one time', () => {
    expect(() => splitByTime(timesOf(days.map(() => 2018)), left, SHARES, random())).toThrow(
      'every row has the same time in column When',
    );
  });

  describe('of customers who come again', () => {
    // Four years of 250 customers; who leaves in a year does not come again.
    const rows = Array.from({ length: 1000 }, (_, row) => ({
      customer: row % 250,
      year: 2015 + Math.floor(row / 250),
    }));
    const yearOfLeaving = (customer: number) => 2015 + (customer % 9);
    const stays = rows.filter(({ customer, year }) => year <= yearOfLeaving(customer));
    const gone = Uint8Array.from(stays, ({ customer, year }) =>
      Number(year === yearOfLeaving(customer)),
    );
    const ids = stays.map(({ customer }) => `c${customer}`);
    const yearly = timesOf(stays.map(({ year }) => year));

    test.each([1, 2, 3, 4, 5])('no customer is in two parts (seed %i)', (seed) => {
      const split = splitByTime(yearly, gone, SHARES, randomStream(seed, 'split'), ids);
      const owners = PARTS.map((part) => new Set(split[part].map((row) => ids[row])));
      expect(owners.reduce((sum, owner) => sum + owner.size, 0)).toBe(
        new Set(owners.flatMap((owner) => [...owner])).size,
      );
      expect(split.test.every((row) => yearly.values[row] === 2018)).toBe(true);
      expect(split.train.every((row) => yearly.values[row] < 2018)).toBe(true);
    });

    test('training keeps the rate of leaving of its time', () => {
      const early = Array.from(gone.keys()).filter((row) => yearly.values[row] < 2018);
      const rate = (part: readonly number[]) =>
        part.reduce((sum, row) => sum + gone[row], 0) / part.length;
      const rates = [1, 2, 3, 4, 5].map((seed) => {
        const split = splitByTime(yearly, gone, SHARES, randomStream(seed, 'split'), ids);
        return rate(split.train);
      });
      const mean = rates.reduce((a, b) => a + b) / rates.length;
      // Had everybody been left out who is still there in 2018, it would be 1 in 2 rather than 1 in 7.
      expect(Math.abs(mean - rate(early))).toBeLessThan(0.02);
    });

    test('nobody is dealt to a side where nobody is on both', () => {
      const twins = rows.map(({ customer }, row) => `${row < 750 ? 'early' : 'late'} ${customer}`);
      const all = Uint8Array.from(rows, (_, row) => Number(row % 3 === 0));
      const split = splitByTime(
        timesOf(rows.map(({ year }) => year)),
        all,
        SHARES,
        random(),
        twins,
      );
      expect(split.test).toHaveLength(250);
    });
  });
});

test(
  'motor insurance: trained before 2018, measured in 2018, on other customers',
  { timeout: 60_000 },
  async (context) => {
    const table = await readTable(publicTable(context, 'motor-insurance-lapse.csv.gz'));
    const choices = {
      positive: '> 0',
      group: 'ID',
      time: 'Date_last_renewal',
      testFrom: '01/01/2018',
    };
    const { config } = inferConfig(table, 'Lapse', 'tmp/x', choices);
    const left = readTarget(table, 'Lapse', config.positive, config.missing);
    const split = splitTable(table, left, config);
    const year = (row: number) => table.cell(row, 'Date_last_renewal').slice(-4);
    expect([...new Set(split.test.map(year))]).toEqual(['2018']);
    expect([...new Set(split.train.map(year))].sort()).toEqual(['2015', '2016', '2017']);
    const known = new Set(split.train.map((row) => table.cell(row, 'ID')));
    expect(split.test.filter((row) => known.has(table.cell(row, 'ID')))).toEqual([]);
  },
);
