import type { MessageView } from './card-view.ts';
import type { Words } from './strings/strings.ts';
import type { CardState } from './card-state.ts';

/** @returns the words of a state that has nothing but words, or null for the others */
export function messageOf(state: CardState, { strings }: Words): MessageView | null {
  switch (state.kind) {
    case 'no-customer':
      return { kind: 'message', ...strings.noCustomer };
    case 'unknown-customer':
      return { kind: 'message', ...strings.unknownCustomer };
    case 'no-permission':
      return { kind: 'message', ...strings.noPermission };
    case 'no-model':
      return { kind: 'message', ...strings.noModel };
    case 'incompatible':
      return { kind: 'message', ...strings.incompatible };
    case 'loading':
    case 'card':
    case 'offline':
      return null;
  }
}
