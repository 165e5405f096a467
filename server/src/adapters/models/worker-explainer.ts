import type { Explanation, Model } from '@churn-card/models';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../errors.ts';
import type { Explainer } from '../../features/card/card-ports.ts';
import type { WhatIfEngine } from '../../features/what-if/what-if-ports.ts';
import type { AnswerTo, Question, WorkerReply, WorkerRequest } from './explain-worker.ts';

export interface WorkerExplainer extends Explainer, WhatIfEngine {
  close(): Promise<void>;
}

/** So many customers of a batch at a time: a card that comes meanwhile waits for no more of them. */
const CHUNK = 4;

/**
 * Explains and tries changes in worker threads, so that no request waits behind another one's
 * arithmetic.
 *
 * @param longestQueue how many questions of people may wait, and how many customers of batches
 */
export function workerExplainer(
  threads: number,
  longestQueue: { readonly cards: number; readonly batch: number },
): WorkerExplainer {
  const cards: Task[] = [];
  const batch: Task[] = [];
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  let isClosed = false;

  const next = (): void => {
    while (idle.length > 0 || all.size < threads) {
      const task = cards.shift() ?? batch.shift();
      if (!task) return;
      (idle.pop() ?? start()).run(task);
    }
  };
  const start = (): Thread => {
    const thread = new Thread(
      () => {
        idle.push(thread);
        next();
      },
      () => {
        all.delete(thread);
        if (!isClosed) next();
      },
    );
    all.add(thread);
    return thread;
  };

  const enter = <Q extends Question>(queue: Task[], model: Model, question: Q) =>
    new Promise<AnswerTo[Q['ask']]>((resolve, reject) => {
      // The worker answers what it is asked.
      const settle = resolve as (answer: AnswerTo[keyof AnswerTo]) => void;
      queue.push({ model, question, resolve: settle, reject });
      next();
    });
  /** Somebody is waiting for it. */
  const askNow = async <Q extends Question>(model: Model, question: Q) => {
    if (isClosed || cards.length >= longestQueue.cards) throw tooMany();
    return enter(cards, model, question);
  };

  return {
    async explain(model, row) {
      const [explanation] = await askNow(model, { ask: 'explain', rows: [{ ...row }] });
      return explanation;
    },
    explainChange: (model, before, after) =>
      askNow(model, { ask: 'change', before: { ...before }, after: { ...after } }),
    whatIf: (model, row, changes, locale) =>
      askNow(model, { ask: 'what-if', row: { ...row }, changes, locale }),
    counterfactuals: (model, row, options) =>
      askNow(model, { ask: 'counterfactuals', row: { ...row }, options }),
    async explainAll(model, rows) {
      if (isClosed || batch.length * CHUNK + rows.length > longestQueue.batch) throw tooMany();
      const chunks: Promise<readonly Explanation[]>[] = [];
      for (let from = 0; from < rows.length; from += CHUNK) {
        // A row has no prototype; a plain copy crosses the thread the same way every time.
        const chunk = rows.slice(from, from + CHUNK).map((row) => ({ ...row }));
        chunks.push(enter(batch, model, { ask: 'explain', rows: chunk }));
      }
      return (await Promise.all(chunks)).flat();
    },
    async close() {
      isClosed = true;
      await Promise.all([...all].map((thread) => thread.close()));
    },
  };
}

function tooMany(): AppError {
  const detail = 'Too many explanations are waiting already.';
  return new AppError('unavailable', detail, { retryAfterSeconds: 2 });
}

interface Task {
  readonly model: Model;
  readonly question: Question;
  readonly resolve: (answer: AnswerTo[keyof AnswerTo]) => void;
  readonly reject: (error: Error) => void;
}

class Thread {
  readonly #worker = new Worker(new URL('./explain-worker.ts', import.meta.url));
  #task: Task | null = null;
  #modelHash = '';

  constructor(onIdle: () => void, onEnd: () => void) {
    this.#worker.unref();
    this.#worker.on('message', (reply: WorkerReply) => {
      const task = this.#task;
      this.#task = null;
      if ('answer' in reply) task?.resolve(reply.answer);
      else task?.reject(new Error(reply.error));
      onIdle();
    });
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => {
      this.#fail(new Error('the explaining thread ended'));
      onEnd();
    });
  }

  run(task: Task): void {
    this.#task = task;
    if (this.#modelHash !== task.model.hash) this.#post({ kind: 'model', model: task.model });
    this.#modelHash = task.model.hash;
    const { question } = task;
    this.#post({ kind: 'question', modelHash: task.model.hash, question });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #post(request: WorkerRequest): void {
    this.#worker.postMessage(request);
  }

  #fail(error: unknown): void {
    this.#task?.reject(error instanceof Error ? error : new Error(String(error)));
    this.#task = null;
  }
}
