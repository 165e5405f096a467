import { chanceOf } from '../seeded.ts';
import type { Customer } from './customer.ts';
import { homelandOf, type Homeland } from './names.ts';

/** Who a customer is: invented from the id where nothing else is on record. */
export interface Profile {
  readonly name: string;
  readonly initials: string;
  readonly email: string;
  readonly phone: string;
  readonly street: string;
  readonly city: string;
  readonly manager: string;
  /** Which of a few colors the initials stand on, from 0. */
  readonly color: number;
}

const AVATAR_COLORS = 6;

/** The agent who is logged in; there is no login in the demo. */
export const AGENT = { id: 'agent-7', name: 'Ines Lindqvist', initials: 'IL' } as const;

const MANAGERS = [AGENT.name, 'Tomás Ferreira', 'Hanna Brix', 'Julian Oduya'];

export function profileOf({ id, name, fields }: Omit<Customer, 'risk'>): Profile {
  const homeland = homelandOf(fields.country);
  const chance = chanceOf(id, 'profile');
  const isWoman = fields.gender === null ? chance.next() < 0.5 : fields.gender === 'Female';
  const first = chance.pick(isWoman ? homeland.women : homeland.men);
  const fullName = name ?? `${first} ${chance.pick(homeland.surnames)}`;
  const [postcode, city] = chance.pick(homeland.cities);
  return {
    name: fullName,
    initials: firstAndLast(fullName)
      .map((word) => [...word][0])
      .join(''),
    email: `${firstAndLast(fullName).map(plain).join('.')}@example.com`,
    phone: homeland.phone.replaceAll('#', () => String(chance.whole(0, 9))),
    street: streetOf(homeland, chance.pick(homeland.streets), chance.whole(1, 120)),
    city: `${postcode} ${city}`,
    manager: chance.pick(MANAGERS),
    color: chance.whole(0, AVATAR_COLORS - 1),
  };
}

function streetOf({ numberFirst }: Homeland, street: string, number: number): string {
  return numberFirst ? `${number}, ${street}` : `${street} ${number}`;
}

function firstAndLast(name: string): string[] {
  const words = name.split(/\s+/).filter(Boolean);
  return words.length > 1 ? [words[0], words[words.length - 1]] : words;
}

/** A name as an address has it: small letters without accents. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/[^a-z]/g, '');
}
