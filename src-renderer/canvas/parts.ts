import { useEffect, useState } from 'react'
import type { VisibleGraph } from '../../src-core/layout/visible.ts'
import { isLarge } from './graph.ts'
import type { CanvasEdge, CanvasNode } from './flow.ts'

/** In so many parts the cards of a large network come into the page, one a frame: all at once would hold up the hand. */
const parts = 2
/** The wires are the next part. */
const withWires = parts + 1
/** At last the picture from afar goes, which lies over them until then. */
const whole = withWires + 1

/**
 * How much of a network is in the page, from 0 to {@link whole}. Where it is large it goes there step by step as one
 * comes nearer or goes away; what was not there before is there as it should be at once.
 *
 * @param far whether it is seen from so far that nothing of it should be
 */
export function useParts(far: boolean, graph: VisibleGraph): number {
  const goal = far ? 0 : whole
  const [{ shown, of }, setParts] = useState({ shown: goal, of: graph })
  useEffect(() => {
    if (shown === goal) return
    const frame = requestAnimationFrame(() => setParts({ shown: shown + Math.sign(goal - shown), of: graph }))
    return () => cancelAnimationFrame(frame)
  }, [shown, goal, graph])
  if (of === graph && (shown === goal || isLarge(graph))) return shown
  setParts({ shown: goal, of: graph })
  return goal
}

export const isWhole = (shown: number): boolean => shown === whole

/** The nodes of so many parts; the others are hidden, as React Flow throws for each that is gone while its element stands. */
export function nodesOf(nodes: CanvasNode[], shown: number): CanvasNode[] {
  return shown >= parts ? nodes : nodes.map((node, i) => (i % parts < shown ? node : hidden(node)))
}

const noEdges: CanvasEdge[] = []

export const edgesOf = (edges: CanvasEdge[], shown: number): CanvasEdge[] => (shown >= withWires ? edges : noEdges)

const hiddenNodes = new WeakMap<CanvasNode, CanvasNode>()

function hidden(node: CanvasNode): CanvasNode {
  let other = hiddenNodes.get(node)
  if (!other) hiddenNodes.set(node, (other = { ...node, hidden: true, selected: false }))
  return other
}
