/** From the simplest to the one that follows the data most closely. */
export const CALIBRATION_METHODS = ['temperature', 'platt', 'isotonic'] as const;
