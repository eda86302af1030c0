/** Up to `most` items in a random order. */
export function pickSome<T>(items: readonly T[], most: number, random: () => number): T[] {
  const rest = [...items];
  const picked: T[] = [];
  while (rest.length > 0 && picked.length < most) picked.push(...rest.splice(Math.floor(random() * rest.length), 1));
  return picked;
}
