/** A worker thread of `worker-explainer.ts`: answers a question, then asks for more. */
import {
  counterfactuals,
  explain,
  explainChange,
  whatIf,
  type Changes,
  type CounterfactualOptions,
  type Counterfactuals,
  type Explanation,
  type Issue,
  type Locale,
  type Model,
  type Row,
  type ScoreChange,
  type WhatIf,
} from '@churn-card/models';
import { parentPort } from 'node:worker_threads';

export type Question =
  | { readonly ask: 'explain'; readonly rows: readonly Row[] }
  | { readonly ask: 'change'; readonly before: Row; readonly after: Row }
  | {
      readonly ask: 'what-if';
      readonly row: Row;
      readonly changes: Changes;
      readonly locale: Locale;
    }
  | {
      readonly ask: 'counterfactuals';
      readonly row: Row;
      readonly options: CounterfactualOptions;
    };

export interface AnswerTo {
  readonly explain: readonly Explanation[];
  readonly change: ScoreChange;
  readonly 'what-if': WhatIf | { readonly issues: readonly Issue[] };
  readonly counterfactuals: Counterfactuals;
}

/** A model is sent once; later messages name it by its hash. */
export type WorkerRequest =
  | { readonly kind: 'model'; readonly model: Model }
  | { readonly kind: 'question'; readonly modelHash: string; readonly question: Question };

export type WorkerReply =
  { readonly answer: AnswerTo[keyof AnswerTo] } | { readonly error: string };

let model: Model | undefined;

parentPort?.on('message', (request: WorkerRequest) => {
  if (request.kind === 'model') {
    model = request.model;
    return;
  }
  parentPort?.postMessage(reply(request.modelHash, request.question));
});

function reply(modelHash: string, question: Question): WorkerReply {
  if (model?.hash !== modelHash) return { error: `no model ${modelHash}` };
  try {
    return { answer: answer(model, question) };
  } catch (error) {
    return { error: String(error) };
  }
}

function answer(known: Model, question: Question): AnswerTo[keyof AnswerTo] {
  switch (question.ask) {
    case 'explain':
      return question.rows.map((row) => explain(known, row));
    case 'change':
      return explainChange(
        { model: known, row: question.before },
        { model: known, row: question.after },
      );
    case 'what-if':
      return whatIf(known, question.row, question.changes, question.locale);
    case 'counterfactuals':
      return counterfactuals(known, question.row, question.options);
  }
}
