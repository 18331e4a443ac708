import type { Chance } from './chance.ts';

const firstNames =
  'Nadia Léa Marc Inès Hugo Camille Amadou Chloé Julien Fatou Antoine Manon Karim Élise Thomas Aïcha Lucas Jeanne Mehdi Sarah Paul Zoé Malik Claire Victor Louise Samir Anaïs Rémi Yasmine'.split(
    ' ',
  );
const lastNames =
  'Achour Perrin Delmas Caron Morel Diallo Lefèvre Garnier Benali Rousseau Faure Traoré Mercier Blanchard Haddad Girard Bonnet Lambert Fontaine Cissé Chevalier Robin Masson Sanchez Nguyen Roche Vidal Besson Leclerc Marchand'.split(
    ' ',
  );

export function personName(chance: Chance): string {
  return `${chance.pick(firstNames)} ${chance.pick(lastNames)}`;
}

/** A French mobile number that no two customers of one demo share. */
export function mobileNumber(index: number): string {
  return `+336${12_340_000 + index}`;
}

export function address(name: string, index: number): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, '.');
  return `${plain}${index}@example.com`;
}
