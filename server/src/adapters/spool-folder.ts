import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { AppError } from '../errors.ts';
import type { Spool } from '../features/imports/imports-ports.ts';

/** Uploads wait as files that only this user can read; what a crash left behind is removed. */
export async function spoolFolder(folder: string, maxBytes: number): Promise<Spool> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fileOf = (id: string): string => path.join(folder, `${id}.part`);
  return {
    async keep(id, body, encoding) {
      const target = createWriteStream(fileOf(id), { mode: 0o600, flags: 'wx' });
      const checks = [...decoder(encoding), utf8Within(maxBytes)];
      try {
        await pipeline([body, ...checks, target]);
      } catch (error) {
        throw readable(error);
      }
    },
    open: (id) => createReadStream(fileOf(id)),
    remove: (id) => rm(fileOf(id), { force: true }),
  };
}

function decoder(encoding: string | undefined): Transform[] {
  switch (encoding?.toLowerCase()) {
    case undefined:
    case '':
    case 'identity':
      return [];
    case 'gzip':
      return [createGunzip()];
    case 'deflate':
      return [createInflate()];
    case 'br':
      return [createBrotliDecompress()];
    default:
      throw new AppError('unsupported_media_type', 'Content-Encoding must be gzip, deflate or br.');
  }
}

/** Counts what comes out of the decompression, so that a small bomb stays small. */
function utf8Within(maxBytes: number): Transform {
  const text = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        done(new AppError('payload_too_large', `An import may have ${maxBytes} bytes.`));
        return;
      }
      try {
        text.decode(chunk, { stream: true });
        done(null, chunk);
      } catch {
        done(notUtf8());
      }
    },
    flush(done) {
      try {
        text.decode();
        done();
      } catch {
        done(notUtf8());
      }
    },
  });
}

function notUtf8(): AppError {
  const message = 'body must be text in UTF-8';
  const errors = [{ path: 'body', rule: 'utf-8', message, value: 'other bytes' }];
  return new AppError('validation_failed', message, { errors });
}

function readable(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR_PADDING')) {
    return new AppError('bad_request', 'The body is not compressed as Content-Encoding says.');
  }
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET') {
    return new AppError('bad_request', 'The body did not arrive whole.');
  }
  return error;
}
