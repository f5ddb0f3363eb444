import type { LayerloomContract } from '../../src-core/contract/contract.ts'
import type { Handlers } from '../../src-core/contract/define.ts'
import type { dataCalls } from '../../src-core/contract/data-calls.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { Wanted } from '../../src-core/training/data.ts'
import { preview } from './preview.ts'
import { describeData, loadParts } from './registry.ts'
import { inTurns, showSamples } from './samples.ts'
import type { Parts } from './source.ts'
import { survey } from './survey.ts'

/** How long what a source holds is remembered after it was last asked for: going through its images lists it once. */
const rememberedFor = 10_000

/** What the window asks of data. */
export function dataHandlers(): Pick<Handlers<LayerloomContract>, keyof typeof dataCalls> {
  const load = remembering(loadParts)
  return {
    async describeData({ data, wanted }) {
      const described = await describeData(data, wanted)
      if (!described.ok) return described
      const { shape, otherShapes } = described.value
      return ok({ ...described.value, shape: [...shape], otherShapes: otherShapes.map((other) => [...other]) })
    },
    async surveyData({ data, wanted, looks }) {
      const parts = await load(data, wanted)
      return parts.ok ? ok(await survey(parts.value.train, wanted.shape, looks)) : parts
    },
    async sampleImages({ data, wanted, part, label, from, count, side }) {
      const fits = await shapeOf(data, wanted)
      if (!fits.ok) return fits
      const parts = await load(data, fits.value)
      if (!parts.ok) return parts
      const chosen = parts.value[part]
      const order = inTurns(chosen.labels, label)
      const samples = await showSamples(chosen, order.subarray(from, from + count), {
        shape: fits.value.shape,
        side,
      })
      return ok({ samples, total: order.length })
    },
    async previewAugmentation({ data, wanted, augmentation, seed, from, count, epochs }) {
      const parts = await load(data, wanted)
      if (!parts.ok) return parts
      const { train } = parts.value
      const indices = inTurns(train.labels).subarray(from, from + count)
      return ok(await preview(train, indices, { shape: wanted.shape, augmentation, seed, epochs }))
    },
  }
}

/** The source's own shape and classes, where no network says what it wants. */
async function shapeOf(data: string, wanted: Wanted | undefined): Promise<Result<Wanted>> {
  if (wanted) return ok(wanted)
  const described = await describeData(data)
  if (!described.ok) return described
  return ok({ shape: described.value.shape, classes: described.value.classes.length })
}

type Load = (data: string, wanted: Wanted) => Promise<Result<Parts>>

/** Remembers the last answer for a while. */
function remembering(load: Load): Load {
  let last: { key: string; answer: Promise<Result<Parts>> } | undefined
  let timer: NodeJS.Timeout | undefined
  return (data, wanted) => {
    const key = JSON.stringify([data, wanted])
    if (last?.key !== key) last = { key, answer: load(data, wanted) }
    clearTimeout(timer)
    timer = setTimeout(() => (last = undefined), rememberedFor).unref()
    return last.answer
  }
}
