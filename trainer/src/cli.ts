import { Command, CommanderError } from 'commander';
import { ArtifactError } from '@churn-card/models';
import { addEvaluate } from './commands/evaluate.ts';
import { addExplain } from './commands/explain.ts';
import { addExplore } from './commands/explore.ts';
import { addExport } from './commands/export.ts';
import { addImport } from './commands/import.ts';
import { addPredict } from './commands/predict.ts';
import { addSample } from './commands/sample.ts';
import { addTrain } from './commands/train.ts';
import { addTune } from './commands/tune.ts';
import { addWhatIf } from './commands/what-if.ts';
import { TrainerError } from './trainer-error.ts';
import { TRAINER_VERSION } from './version.ts';

const EXIT = { failed: 1, usage: 2, interrupted: 130 } as const;

/**
 * Runs a command line. The answer goes to stdout, everything else to stderr; what the user can put
 * right is said there, with an exit code of 1, or 2 where the command itself is mistyped.
 */
export async function main(args: readonly string[]): Promise<void> {
  const interrupt = new AbortController();
  process.once('SIGINT', () => {
    interrupt.abort();
    // The second time, the user means it.
    process.once('SIGINT', () => process.exit(EXIT.interrupted));
  });
  try {
    await createProgram(interrupt.signal).parseAsync([...args], { from: 'user' });
  } catch (error) {
    process.exitCode = report(error, interrupt.signal);
  }
}

function createProgram(signal: AbortSignal): Command {
  const program = new Command('churn-trainer')
    .description('Trains a network that estimates which customers leave, and uses it on tables.')
    .version(TRAINER_VERSION)
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .showSuggestionAfterError();
  addTrain(program, signal);
  addTune(program, signal);
  addEvaluate(program);
  addPredict(program);
  addExplain(program);
  addWhatIf(program);
  addExport(program);
  addImport(program, signal);
  addExplore(program);
  addSample(program);
  return program;
}

/** @returns the exit code */
function report(error: unknown, signal: AbortSignal): number {
  if (signal.aborted) {
    const kept = error instanceof TrainerError ? error.message : 'nothing was written';
    console.error(`interrupted: ${kept}`);
    return EXIT.interrupted;
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    // Without a command, commander has shown the help already.
    if (error.code === 'commander.help') return EXIT.usage;
    const [line, ...more] = error.message.split('\n').filter((part) => part !== '');
    console.error([line, ...more].join(' '));
    return EXIT.usage;
  }
  if (error instanceof TrainerError || error instanceof ArtifactError) {
    console.error(`error: ${error.message}`);
    return EXIT.failed;
  }
  throw error;
}
