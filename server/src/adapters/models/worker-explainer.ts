import type { Explanation, Model, Row } from '@churn-card/models';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../errors.ts';
import type { Explainer } from '../../features/card/card-ports.ts';
import type { ExplainReply, ExplainRequest } from './explain-worker.ts';

export interface WorkerExplainer extends Explainer {
  close(): Promise<void>;
}

/** Explains in worker threads, so that no request waits behind another one's arithmetic. */
export function workerExplainer(threads: number, longestQueue: number): WorkerExplainer {
  const queue: Task[] = [];
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  let isClosed = false;

  const next = (): void => {
    while (queue.length > 0 && (idle.length > 0 || all.size < threads)) {
      const thread = idle.pop() ?? start();
      thread.run(queue.shift() as Task);
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

  return {
    explain: (model, row) =>
      new Promise((resolve, reject) => {
        if (isClosed || queue.length >= longestQueue) {
          const detail = 'Too many explanations are waiting already.';
          reject(new AppError('unavailable', detail, { retryAfterSeconds: 2 }));
          return;
        }
        queue.push({ model, row, resolve, reject });
        next();
      }),
    async close() {
      isClosed = true;
      await Promise.all([...all].map((thread) => thread.close()));
    },
  };
}

interface Task {
  readonly model: Model;
  readonly row: Row;
  readonly resolve: (explanation: Explanation) => void;
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
      if ('explanation' in reply) task?.resolve(reply.explanation);
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
    this.#post({ kind: 'explain', modelHash: task.model.hash, row: { ...task.row } });
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
