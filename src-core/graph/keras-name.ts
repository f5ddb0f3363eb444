/**
 * The Keras name of every layer: unique, without the slash that Keras refuses. `conv3/block2/conv1` becomes
 * `conv3_block2_conv1`; where two would be the same, the later one gets a number. The order of the ids matters.
 */
export function kerasNames(ids: readonly string[]): Map<string, string> {
  const plain = (id: string) => id.replaceAll(/[/ ]/g, '_')
  const names = new Map<string, string>()
  // A name that needs no change stays, whoever comes first.
  const taken = new Set(ids.filter((id) => plain(id) === id))
  for (const id of ids) {
    let name = plain(id)
    for (let n = 1; name !== id && taken.has(name); n++) name = `${plain(id)}_${n}`
    taken.add(name)
    names.set(id, name)
  }
  return names
}

/**
 * The names of the steps that a layer is written in: its own for the last one or for the one without a name, which has
 * the weights, and for the others one that is free.
 *
 * @param taken the names of all layers; those of the steps are added
 */
export function stepNames(steps: readonly { step: string }[], name: string, taken: Set<string>): string[] {
  const nameless = steps.findIndex(({ step }) => step === '')
  const bearer = nameless >= 0 ? nameless : steps.length - 1
  return steps.map(({ step }, at) => {
    if (at === bearer) return name
    let own = `${name}_${step}`
    while (taken.has(own)) own += '_'
    taken.add(own)
    return own
  })
}

/** A name for tfjs, which takes no letters but those of ASCII: the others stand as their code, 块 as `u5757`. */
export const tfjsName = (name: string): string => tfjsLetters(name).replace(/^(?![A-Za-z0-9])/, 'n')

/** The same for a part of a name that is not its start. */
export const tfjsLetters = (part: string): string =>
  part.replace(/[^-\w.]/gu, (letter) => `u${letter.codePointAt(0)!.toString(16)}`)
