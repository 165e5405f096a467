import { base } from './styles/base.ts';
import { header } from './styles/header.ts';
import { reasons } from './styles/reasons.ts';
import { theme } from './styles/theme.ts';

export const churnCardStyles: string = base + theme + header + reasons;
