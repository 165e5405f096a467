import { Option, type Command } from 'commander';
import { TIME_FORMATS } from '../config/split-schema.ts';
import type { DataChoices } from '../data/data-choices.ts';
import { collect } from './options.ts';

/** Adds what a command line may say about the data; `DataChoices` holds the answers. */
export function addDataOptions(command: Command): Command {
  return command
    .option('--positive <word>', 'word of the target for "left", or a comparison such as "> 0"')
    .option(
      '--leave-out <word>',
      'leave out the rows whose target is this word; repeatable',
      collect,
    )
    .option('--drop <column>', 'keep a column out of the network; repeatable', collect)
    .option('--allow <column>', 'use a column that seems to tell who left; repeatable', collect)
    .option('--group <column>', 'rows that share its value stay on one side of the split')
    .option('--time <column>', 'date or number: the latest rows are the test part')
    .addOption(new Option('--time-format <format>', 'of that column').choices(TIME_FORMATS))
    .option('--test-from <date>', 'where the test part starts, written as in the time column');
}

/** The choices among all options of a command. */
export function dataChoices(options: DataChoices): DataChoices {
  const { positive, leaveOut, drop, allow, group, time, timeFormat, testFrom } = options;
  return { positive, leaveOut, drop, allow, group, time, timeFormat, testFrom };
}
