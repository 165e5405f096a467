import type { Explanation, Model, Row } from '@churn-card/models';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../errors.ts';
import type { Explainer } from '../../features/card/card-ports.ts';
import type { ExplainReply, ExplainRequest } from './explain-worker.ts';

export interface WorkerExplainer extends Explainer {
  close(): Promise<void>;
}

/** So many customers of a batch at a time: a card that comes meanwhile waits for no more of them. */
const CHUNK = 4;

/**
 * Explains in worker threads, so that no request waits behind another one's arithmetic.
 *
 * @param longestQueue how many cards may wait, and how many customers of batches
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

  const enter = (queue: Task[], model: Model, rows: readonly Row[]) =>
    new Promise<readonly Explanation[]>((resolve, reject) => {
      queue.push({ model, rows, resolve, reject });
      next();
    });

  return {
    async explain(model, row) {
      if (isClosed || cards.length >= longestQueue.cards) throw tooMany();
      const [explanation] = await enter(cards, model, [row]);
      return explanation;
    },
    async explainAll(model, rows) {
      const waiting = batch.reduce((sum, task) => sum + task.rows.length, rows.length);
      if (isClosed || waiting > longestQueue.batch) throw tooMany();
      const chunks: Promise<readonly Explanation[]>[] = [];
      for (let from = 0; from < rows.length; from += CHUNK) {
        chunks.push(enter(batch, model, rows.slice(from, from + CHUNK)));
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
  readonly rows: readonly Row[];
  readonly resolve: (explanations: readonly Explanation[]) => void;
  readonly reject: (error: Error) => void;
}

class Thread {
  readonly #worker = new Worker(new URL('./explain-worker.ts', import.meta.url));
  #task: Task | null = null;
  #modelHash = '';

  constructor(onIdle: () => void, onEnd: () => void) {
    this.#worker.unref();
    this.#worker.on('message', (reply: ExplainReply) => {
      const task = this.#task;
      this.#task = null;
      if ('explanations' in reply) task?.resolve(reply.explanations);
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
    // A row has no prototype; a plain copy crosses the thread the same way every time.
    const rows = task.rows.map((row) => ({ ...row }));
    this.#post({ kind: 'explain', modelHash: task.model.hash, rows });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #post(request: ExplainRequest): void {
    this.#worker.postMessage(request);
  }

  #fail(error: unknown): void {
    this.#task?.reject(error instanceof Error ? error : new Error(String(error)));
    this.#task = null;
  }
}
