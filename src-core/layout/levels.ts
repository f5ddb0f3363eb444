import type { Box, Link } from './level.ts'
import type { VisibleGraph, VisibleNode } from './visible.ts'

/** What stands side by side in one frame, or at the top. */
export interface Children {
  nodes: VisibleNode[]
  links: Link[]
  /**
   * Links from the frame's rim to children that wires from outside reach past others, as a shortcut does, and from such
   * children to the rim: the layout keeps lanes free for them. Empty where every wire comes in above and leaves below.
   */
  lanes: Link[]
}

const [top, bottom] = ['rim:top', 'rim:bottom']

/** The rim of a frame as the layout knows it. No id of a node has a colon. */
export const rim = {
  ids: new Set([top, bottom]),
  boxes: [top, bottom].map((id): Box => ({ id, width: 0, height: 0 })),
  laneIn: (child: string) => `rim:in:${child}`,
  laneOut: (child: string) => `rim:out:${child}`,
}

/** The levels of what is in sight by their frames. */
export function levelsOf({ nodes, wires }: VisibleGraph): Map<string | undefined, Children> {
  const empty = (): Children => ({ nodes: [], links: [], lanes: [] })
  const levels = new Map<string | undefined, Children>([[undefined, empty()]])
  const frameOf = new Map<string, string | undefined>()
  for (const node of nodes) {
    frameOf.set(node.id, node.frame)
    levels.get(node.frame)!.nodes.push(node)
    if (node.show === 'frame') levels.set(node.id, empty())
  }
  /** Children of each frame that wires from outside of it reach, and from which wires leave it. */
  const entered = new Map<string, Set<string>>()
  const left = new Map<string, Set<string>>()
  const climb = (from: string, to: string, reached: Map<string, Set<string>>) => {
    for (let child = from; child !== to;) {
      const frame = frameOf.get(child)!
      const all = reached.get(frame)
      if (all) all.add(child)
      else reached.set(frame, new Set([child]))
      child = frame
    }
  }
  for (const { id, source, target, level, from, to } of wires) {
    levels.get(level)!.links.push({ id, source: from, target: to })
    climb(source, from, left)
    climb(target, to, entered)
  }
  for (const [frame, level] of levels) {
    if (frame !== undefined) level.lanes = lanesOf(level, entered.get(frame), left.get(frame))
  }
  return levels
}

const none: ReadonlySet<string> = new Set()

function lanesOf({ nodes, links }: Children, entered = none, left = none): Link[] {
  const fed = new Set(links.map(({ target }) => target))
  const followed = new Set(links.map(({ source }) => source))
  const past = [...entered].filter((id) => fed.has(id))
  const early = [...left].filter((id) => followed.has(id))
  if (past.length === 0 && early.length === 0) return []
  // The rim is above all and below all, whatever the lanes.
  const first = nodes.filter(({ id }) => !fed.has(id)).map(({ id }) => id)
  const last = nodes.filter(({ id }) => !followed.has(id)).map(({ id }) => id)
  return [
    ...[...first, ...past].map((id) => ({ id: rim.laneIn(id), source: top, target: id })),
    ...[...last, ...early].map((id) => ({ id: rim.laneOut(id), source: id, target: bottom })),
  ]
}
