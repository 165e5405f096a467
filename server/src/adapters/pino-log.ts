import { pino } from 'pino';
import type { Log } from '../domain/ports.ts';

/** JSON lines on stderr: stdout belongs to what a command was asked for. */
export function pinoLog(level: string): Log {
  const logger = pino({ level, base: { service: 'churn-card' } }, pino.destination(2));
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
}
