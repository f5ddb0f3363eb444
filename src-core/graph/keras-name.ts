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
