import { createHash } from 'node:crypto'

/** What the part is called that is held out, where a source says which: a folder, or a word in a table. */
export const validationNames: readonly string[] = ['val', 'valid', 'validation', 'test']

/** How many of a class's images are held out where a source does not say which. */
export const heldOut = 0.2

/**
 * Holds out a fifth of each class, by what the images are called: the same ones each time, and an image that is added
 * moves no other from one part to the other but at the border. A class of one image is trained on alone.
 */
export function splitByName<T extends { name: string; label: number }>(
  images: readonly T[],
): { train: T[]; validation: T[] } {
  const classes = new Map<number, T[]>()
  for (const image of images) {
    const others = classes.get(image.label)
    if (others) others.push(image)
    else classes.set(image.label, [image])
  }
  const held = new Set<T>()
  for (const members of classes.values()) {
    const count = members.length < 2 ? 0 : Math.max(1, Math.round(members.length * heldOut))
    const drawn = members.map((image) => ({ image, key: drawnBy(image.name) }))
    drawn.sort((a, b) => a.key - b.key || (a.image.name < b.image.name ? -1 : 1))
    for (const { image } of drawn.slice(0, count)) held.add(image)
  }
  return { train: images.filter((image) => !held.has(image)), validation: images.filter((image) => held.has(image)) }
}

/** A number that has nothing to do with what a name looks like, the same on every machine. */
const drawnBy = (name: string): number => createHash('sha1').update(name).digest().readUIntBE(0, 6)
