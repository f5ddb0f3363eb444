import { original } from 'immer'
import type { Draft } from 'immer'
import { z } from 'zod'
import { NodeId } from '../document/schema.ts'
import type { LoomDocument } from '../document/schema.ts'
import { isFrozen } from '../graph/frozen.ts'
import { Plan } from '../training/plan.ts'
import { startKeys } from '../training/plan/start.ts'
import { defineCommand } from './define.ts'
import { layerOf, setFlag } from './wiring.ts'

/** Has the next training begin with weights of a run or a file, and leave those of some layers as they are then. */
export const beginWith = defineCommand({
  id: 'beginWith',
  label: ({ title }) => ({ en: `Begin with weights of ${title}`, zh: `以“${title}”的权重开始` }),
  input: z.strictObject({
    from: Plan.shape.from.unwrap(),
    fromWeights: Plan.shape.fromWeights,
    /** What a person calls the run or the file. */
    title: z.string(),
    frozen: z.array(NodeId),
    /** What images are to be, where they are to be what the weights were trained on. */
    images: Plan.pick({ augmentation: true, fromChannels: true }).optional(),
  }),
  apply(draft, { from, fromWeights, frozen, images }) {
    forgetStart(draft)
    Object.assign(draft.training, { from, ...(fromWeights && { fromWeights }), ...images })
    setFlag(
      draft,
      frozen.filter((id) => layerOf(draft, id)),
      'frozen',
      true,
    )
  },
})

/** Has the next training begin with random weights, and train all layers: frozen ones would keep what chance gave them. */
export const beginAnew = defineCommand({
  id: 'beginAnew',
  label: () => ({ en: 'Begin with random weights', zh: '以随机权重开始' }),
  input: z.strictObject({}),
  apply(draft) {
    const { nodes } = original(draft) as LoomDocument
    forgetStart(draft)
    const frozen = Object.keys(nodes).filter((id) => isFrozen({ nodes }, id))
    setFlag(draft, frozen, 'frozen', false)
  },
})

function forgetStart({ training }: Draft<LoomDocument>): void {
  for (const key of startKeys) delete training[key]
}
