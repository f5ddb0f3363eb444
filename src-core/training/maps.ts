import type { LoomDocument } from '../document/schema.ts'
import { analyze } from '../graph/analyze.ts'
import { kindOf } from '../layers/registry.ts'

/** A layer that can be looked into: it gives maps, one a channel, that tell places apart. */
export interface MapLayer {
  id: string
  height: number
  width: number
  channels: number
}

export interface MapLayers {
  /** Of the layers that the network's answer follows from, in the order of the data. */
  layers: MapLayer[]
  /** Where Grad-CAM looks if nobody says otherwise: the last convolution among them. */
  last?: string
}

/** The layers of a network that can be looked into. */
export function mapLayersOf(document: LoomDocument): MapLayers {
  const analysis = analyze(document)
  const ahead = new Set<string>()
  const pending = analysis.mainOutput === undefined ? [] : [analysis.mainOutput]
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (ahead.has(id)) continue
    ahead.add(id)
    pending.push(...analysis.layers.get(id)!.inputs)
  }
  const seen = analysis.order.flatMap((id) => {
    const { shape, kind } = analysis.layers.get(id)!
    const [height, width, channels] = shape ?? []
    const gives = ahead.has(id) && kind !== 'input' && shape?.length === 3 && height! * width! > 1
    return gives ? [{ id, height: height!, width: width!, channels: channels!, family: kindOf(kind)?.family }] : []
  })
  const last = seen.findLast(({ family }) => family === 'convolution')
  const layers = seen.map(({ family: _, ...layer }) => layer)
  return { layers, ...(last && { last: last.id }) }
}
