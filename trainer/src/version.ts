import packageJson from '../package.json' with { type: 'json' };

export const TRAINER_VERSION: string = packageJson.version;
